"""Where a line of text begins something new: labels that were typed at its start."""

from __future__ import annotations

import re

_LABELLED = re.compile(
    r"""(?:
        (?:artikel|art\.|bepaling|clausule|clause|section|article|bijlage|aanhangsel|annex|appendix|schedule|
           attachment|exhibit|addendum|hoofdstuk|chapter|part|deel|onderdeel|lid)\s+(?:\d+|[ivxlc]+|[a-z])\b
      | \d{1,3}(?:\.\d{1,3})+\.?\s
      | \d{1,2}[.)]\s
      | \((?:[a-z]{1,2}|[ivxlc]{1,5}|\d{1,2})\)\s
      | (?:[a-z]|[ivxlc]{1,5})[.)]\s
      | \d{1,2}°\s
      | [•▪·*–—-]\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ABBREVIATION = re.compile(r"(?:c\.q|e\.d|d\.d|p\.m|a\.m|i\.e|e\.g|o\.a|d\.w\.z|n\.v|b\.v)\b", re.IGNORECASE)


def starts_with_label(line: str) -> bool:
    """Whether a line starts with something that looks like a clause number or a bullet."""
    line = line.lstrip()
    return bool(_LABELLED.match(line)) and not _ABBREVIATION.match(line)
