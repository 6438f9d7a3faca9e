"""Which language a text is in: Dutch and English by their function words, others as undetermined."""

from __future__ import annotations

from collections.abc import Iterable

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
_SAMPLE = 20_000
"""Words that are looked at."""
_ENOUGH = 3
"""Function words that a text must have before it is said to be in a language."""


def detect_language(texts: Iterable[str]) -> str:
    """ISO 639-1 code of the language with the most function words; ``und`` if too few tell.

    Words that several of the languages share are counted for each of them.
    """
    counts = dict.fromkeys(_STOP_WORDS, 0)
    seen = 0
    for text in texts:
        for word in words(text):
            seen += 1
            for language, stop_words in _STOP_WORDS.items():
                if word in stop_words:
                    counts[language] += 1
        if seen > _SAMPLE:
            break
    best = max(sorted(counts), key=lambda language: counts[language])
    return best if counts[best] >= _ENOUGH else "und"
