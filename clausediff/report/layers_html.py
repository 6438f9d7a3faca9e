"""The HTML report of two layers: one self-contained file that reads and filters without a script."""

from __future__ import annotations

from clausediff.model.layers import Layers
from clausediff.report.html import environment, policy, static
from clausediff.report.layers_view import BEYOND_AVG, SIGNS, build_layers
from clausediff.report.ui import Ui, Words


def render_layers_html(layers: Layers, ui: Ui = "en") -> str:
    """Standard terms and overlay as one HTML page in Dutch or English.

    Filters are radio buttons and quotes unfold by themselves; the script opens the quotes for printing only.
    """
    from markupsafe import Markup

    style, script = static("report.css") + static("layers.css"), static("layers.js")
    return (
        environment()
        .get_template("layers.html.j2")
        .render(
            view=build_layers(layers, ui),
            t=Words(ui),
            signs=SIGNS,
            star=BEYOND_AVG,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )
    )
