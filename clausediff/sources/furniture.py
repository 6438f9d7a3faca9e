"""What a document says about its own edition: running headers and footers, opening words, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausediff.model.source import Metadata

_MONTHS = (
    "jan|feb|mar|maart|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec|januari|februari|april|juni|juli|"
    "augustus|september|oktober|november|december|january|february|march|june|july|august|october"
)
_DATE = (
    rf"(?:\d{{1,2}}\s+(?:{_MONTHS})[a-z]*\.?\s+\d{{4}}|(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}},?\s+\d{{4}}|"
    rf"(?:{_MONTHS})[a-z]*\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})"
)
_DATED = re.compile(
    rf"(?:last updated|laatst bijgewerkt|version effective date|effective date|published|versiedatum|datum|"
    rf"date|d\.d\.|ingangsdatum|vastgesteld[^.]{{0,120}}?van)\W{{0,4}}({_DATE})",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:versie|version|v\.)\s*:?\s*(\d+(?:[.\-]\d+)*[a-z]?)\b", re.IGNORECASE)


def metadata_of(furniture: Iterable[str], opening: Iterable[str], title: str | None = None) -> Metadata:
    """The version and date that headers, footers and the opening words give, each as it is printed."""
    texts = [*furniture, *opening]
    dated = next((found[1] for text in texts if (found := _DATED.search(text))), None)
    version = next((found[1] for text in texts if (found := _VERSION.search(text))), None)
    return Metadata(version=version, date=dated, title=title)
