"""Which language a text is in: Dutch and English by their function words, others as undetermined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clausediff.model.contract import Clause, Kind, Part
from clausediff.wording import words

_STOP_WORDS = {
    "nl": frozenset(
        "de het een en van in dat die is zijn wordt worden door voor met op aan te of niet deze dit als bij "
        "naar ook om uit tot heeft hebben kan zal indien dan tenzij geen haar hem zij hij welke".split()
    ),
    "en": frozenset(
        "the of and to in is are be by for with on any this that or not as such shall will may which from "
        "have has an at it its under all no other if unless their they been upon".split()
    ),
    "de": frozenset(
        "der die das und ist nicht mit von für auf dem den ein eine werden wird oder zu bei".split()
    ),
    "fr": frozenset("le la les des et est une un du dans que qui pour par sur aux ou ne pas avec".split()),
}
_PART_WORDS = 40
"""Words that a part must have before its language is told apart from the document's."""
_CLEARLY = 3
"""How many times as many function words as the document's language has in a part."""
_SAMPLE = 20_000
"""Words that are looked at."""
_ENOUGH = 3
"""Function words that a text must have before it is said to be in a language."""


def detect_language(texts: Iterable[str]) -> str:
    """ISO 639-1 code of the language with the most function words; ``und`` if too few tell.

    Words that several of the languages share are counted for each of them.
    """
    counts, _ = _counted(texts)
    best = max(sorted(counts), key=lambda language: counts[language])
    return best if counts[best] >= _ENOUGH else "und"


def parts_in_other_languages(clauses: Sequence[Clause], own: str) -> tuple[Part, ...]:
    """The annexes and top-level clauses whose words are clearly in another language than the document's."""
    heads: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for clause in clauses:
        above = heads.get(clause.parent or "")
        head = clause.id if above is None or clause.kind is Kind.ANNEX else above
        heads[clause.id] = head
        spoken = f"{clause.heading} {clause.text}" if clause.heading else clause.text
        texts.setdefault(head, []).append(spoken)
    found = []
    for head, inside in texts.items():
        if sum(text.count(" ") + 1 for text in inside) < _PART_WORDS:
            continue
        counts, seen = _counted(inside)
        best = max(sorted(counts), key=lambda language: counts[language])
        clearly = counts[best] >= max(_CLEARLY * counts.get(own, 0), _PART_WORDS // 8)
        if best != own and seen >= _PART_WORDS and clearly:
            found.append(Part(head, best))
    return tuple(found)


def _counted(texts: Iterable[str]) -> tuple[dict[str, int], int]:
    """Function words of each language, and the words looked at."""
    found: Counter[str] = Counter()
    seen = 0
    for text in texts:
        inside = words(text)
        found.update(inside)
        seen += len(inside)
        if seen > _SAMPLE:
            break
    counts = {
        language: sum(found[word] for word in stop_words) for language, stop_words in _STOP_WORDS.items()
    }
    return counts, seen
