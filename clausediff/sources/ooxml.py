"""Names and small readings of WordprocessingML (ECMA-376 part 1, clause 17)."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

VAL = f"{W}val"
P, R, T, TBL, TR, TC, SDT, SDT_CONTENT = (
    f"{W}{tag}" for tag in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent")
)
PPR, RPR, TRPR, TCPR, NUMPR = (f"{W}{tag}" for tag in ("pPr", "rPr", "trPr", "tcPr", "numPr"))
INS, DEL, MOVE_FROM, MOVE_TO = (f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))

_OFF = ("0", "false", "off", "none")


def child(element: Any, *tags: str) -> Any | None:
    """The first element down the path of tags, ``None`` if a step is missing."""
    for tag in tags:
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)
    return element


def children(element: Any | None) -> dict[str, Any]:
    """The children of an element by their tag, the first of each kind; none of ``None``."""
    found: dict[str, Any] = {}
    for one in () if element is None else element:
        found.setdefault(one.tag, one)
    return found


def value(element: Any | None, *tags: str) -> str | None:
    """``w:val`` of the element at the end of the path of tags."""
    found = child(element, *tags)
    return None if found is None else found.get(VAL)


def number(element: Any | None, *tags: str) -> int | None:
    """``w:val`` as a whole number, ``None`` if it is missing or is none."""
    text = value(element, *tags)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def toggle(element: Any | None, *tags: str) -> bool | None:
    """A toggle property such as ``w:b``: on, off, or ``None`` where it is not said (17.17.4)."""
    found = child(element, *tags)
    if found is None:
        return None
    return found.get(VAL, "1") not in _OFF
