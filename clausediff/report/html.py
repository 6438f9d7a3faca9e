"""The HTML report: one file that asks nothing of any address.

Style sheet and script stand inside the file; a content security policy allows those two by their digests
and nothing else, so that no text of a document could run even if it were taken for markup.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from clausediff.model.comparison import Comparison
from clausediff.model.judgement import Judgements
from clausediff.report.build import build_report
from clausediff.report.ui import Ui, Words

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(comparison: Comparison, ui: Ui = "en", judgements: Judgements | None = None) -> str:
    """A comparison as one self-contained HTML page in Dutch or English.

    The page works without its script, prints on A4 and follows the reader's choice of a dark screen.
    """
    from markupsafe import Markup

    view = build_report(comparison, ui, judgements)
    style, script = static("report.css"), static("report.js")
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            t=Words(ui),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )
    )


def policy(style: str, script: str) -> str:
    """The content security policy of a page with one style element and one script element."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    """SHA-256 of an inline element as a content security policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def static(name: str) -> str:
    """The text of a style sheet or script that comes with the package."""
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The templates, with every text escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("clausediff.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
