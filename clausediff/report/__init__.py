"""Reports: a comparison, a contract or an assessment in the form that its reader wants.

Every form is made of the same view (:mod:`clausediff.report.view`) or of the JSON of the output contract.
Jinja2 and rich are imported when a form that needs them is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausediff.report.assessment import render_assessment_text
    from clausediff.report.data import assessment_json, comparison_json, contract_json, dumps
    from clausediff.report.documents import print_contract, render_contract_text
    from clausediff.report.html import render_html
    from clausediff.report.layers_data import layers_json
    from clausediff.report.layers_html import render_layers_html
    from clausediff.report.layers_text import (
        print_layers,
        render_layers_markdown,
        render_layers_text,
    )
    from clausediff.report.markdown import render_markdown
    from clausediff.report.schema import load_schema
    from clausediff.report.terminal import print_summary
    from clausediff.report.text import render_text

__all__ = [
    "assessment_json",
    "comparison_json",
    "contract_json",
    "dumps",
    "layers_json",
    "load_schema",
    "print_contract",
    "print_layers",
    "print_summary",
    "render_assessment_text",
    "render_contract_text",
    "render_html",
    "render_layers_html",
    "render_layers_markdown",
    "render_layers_text",
    "render_markdown",
    "render_text",
]

_HOMES = {
    "render_assessment_text": "assessment",
    "assessment_json": "data",
    "comparison_json": "data",
    "contract_json": "data",
    "dumps": "data",
    "print_contract": "documents",
    "render_contract_text": "documents",
    "render_html": "html",
    "layers_json": "layers_data",
    "render_layers_html": "layers_html",
    "print_layers": "layers_text",
    "render_layers_markdown": "layers_text",
    "render_layers_text": "layers_text",
    "render_markdown": "markdown",
    "load_schema": "schema",
    "print_summary": "terminal",
    "render_text": "text",
}


def __getattr__(name: str) -> Any:
    """Import a form when it is asked for: a run pays for the one that it writes."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
