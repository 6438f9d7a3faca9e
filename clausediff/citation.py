"""Articles of the AVG as a lawyer cites them: ``art. 33(2) GDPR``, ``art. 33 lid 2 AVG``.

A leaf module: it imports nothing else in the package. The catalogue writes articles in one form
(``28(3)(a); 29``), and every report prints them in the language of its reader.
"""

from __future__ import annotations

import re
from typing import Literal

_PROVISION = re.compile(
    r"(?P<article>\d+(?:-\d+)?)(?P<parts>(?:\([^)]+\))*)(?P<second>, second subparagraph)?"
)
_PART = re.compile(r"\(([^)]+)\)")
_DEFINITIONS = "4"
"""The article whose first level is a list of points, not of paragraphs."""


def first_article(article: str, language: Literal["nl", "en"]) -> str:
    """The first of the articles, without the name of the law: ``art. 33 lid 2``."""
    parts = [part.strip() for part in article.split(";") if part.strip()]
    return (_dutch if language == "nl" else _english)(parts[0]) if parts else ""


def cite(article: str, language: Literal["nl", "en"]) -> str:
    """Where the AVG sets a rule, in words; empty where there is no article.

    Args:
        article: articles as the catalogue writes them, joined by ``; ``: ``recital 26; 4(5)``.
        language: ``nl`` gives ``overweging 26 en art. 4, punt 5, AVG``, ``en`` gives
            ``recital 26 and art. 4(5) GDPR``.
    """
    parts = [part.strip() for part in article.split(";") if part.strip()]
    if not parts:
        return ""
    render = _dutch if language == "nl" else _english
    joined = (" en " if language == "nl" else " and ").join(render(part) for part in parts)
    comma = "," if "," in joined else ""
    return f"{joined}{comma} {'AVG' if language == 'nl' else 'GDPR'}"


def _english(part: str) -> str:
    return part if part.startswith("recital ") else f"art. {part}"


def _dutch(part: str) -> str:
    if part.startswith("recital "):
        return part.replace("recital", "overweging")
    found = _PROVISION.fullmatch(part)
    if found is None:
        return f"art. {part}"
    words = f"art. {found['article']}"
    for level, name in enumerate(_PART.findall(found["parts"])):
        if level == 0 and found["article"] == _DEFINITIONS:
            words += f", punt {name}"
        elif level == 0:
            words += f" lid {name}"
        else:
            words += f", onder {name}"
    return f"{words}, tweede alinea" if found["second"] else words
