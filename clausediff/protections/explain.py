"""Reasons: one plain sentence a finding, in Dutch or English, with the AVG article.

The wording lies in ``explanations.tsv``. A sentence of its own is looked up by the slot, the protection and
what happened (``both`` sides say something, or it was ``added`` or ``removed``); where there is none, the
slot's topic goes into a general sentence, so that a slot that is new to the catalogue reads well too.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from clausediff.citation import cite
from clausediff.model.comparison import Effect, Quote
from clausediff.protections.catalogue_file import Language, Rule
from clausediff.protections.verdict import Verdict

_LONGEST = 140
"""Characters up to which a sentence quotes the contract."""
_BY_DEFINITION = ("scope", "exclusions")
_PERIODS = ("period", "speed", "bound")
_EDIT = re.compile(r"\w+:(?:added|removed)")
_DURATION = re.compile(r"PT?(?P<count>\d+(?:\.\d+)?)(?P<unit>[HDWMY])")
_WORKING_DAYS = re.compile(r"werkdag|business day|working day", re.IGNORECASE)
_BOUNDS = (
    ("least", re.compile(r"ten\s+minste|minstens|minimaal|at\s+least|not\s+less", re.IGNORECASE)),
    ("most", re.compile(r"ten\s+hoogste|maximaal|at\s+most|up\s+to", re.IGNORECASE)),
    ("within", re.compile(r"binnen|uiterlijk|within|later\s+than", re.IGNORECASE)),
)


def reason_of(rule: Rule, verdict: Verdict, ui: Language) -> str:
    """The sentence that explains a finding: what it was, what it becomes, what that means."""
    body = _body(rule, verdict, ui)
    why = _why(verdict, ui)
    basis = cite(rule.info.article, ui)
    head = _says(f"head.{verdict.effect.value}", ui)
    return f"{head}: {body}{f'; {why}' if why else ''}{f' ({basis})' if basis else ''}."


def _body(rule: Rule, verdict: Verdict, ui: Language) -> str:
    form = _form(verdict)
    values = {
        "it": _known(f"it.{rule.id}", ui) or rule.info.name.in_language(ui),
        "aspect": verdict.aspect.in_language(ui),
        "was": _value(verdict.old, verdict.was.in_language(ui), verdict, ui),
        "becomes": _value(verdict.new, verdict.becomes.in_language(ui), verdict, ui),
        "quote": _quoted(verdict),
    }
    kind = _kind(rule, verdict)
    topic = (_known(f"topic.{kind}", ui) or _says("topic.any", ui)).format(**values)
    return _sentence(rule, verdict, f"{kind}.{form}", form, ui).format(topic=topic, **values)


def _form(verdict: Verdict) -> str:
    """``added`` where only the new side says something, ``removed`` where only the old side does."""
    silent_before, silent_now = (words.en == "nothing" for words in (verdict.was, verdict.becomes))
    if silent_before and not silent_now:
        return "added"
    return "removed" if silent_now and not silent_before else "both"


def _kind(rule: Rule, verdict: Verdict) -> str:
    """What the sentence is about, as ``explanations.tsv`` calls it: mostly the slot."""
    if verdict.rule.startswith("list:"):
        return ":".join(verdict.rule.split(":")[:2])
    if verdict.rule.startswith("period:sub-case"):
        return "subcase"
    if verdict.slot in _BY_DEFINITION and rule.id != "scope-of-parties":
        return f"elsewhere:{verdict.slot}"
    return "period" if verdict.slot in _PERIODS else verdict.slot


def _sentence(rule: Rule, verdict: Verdict, key: str, form: str, ui: Language) -> str:
    """The most particular sentence that there is."""
    kind = key.removesuffix(f".{form}")
    keys = [f"{kind}.{rule.id}.{form}", key]
    if _EDIT.fullmatch(verdict.rule):
        keys.append(f"edit.{form}")
    return next((found for one in keys if (found := _known(one, ui))), None) or _says(form, ui)


def _why(verdict: Verdict, ui: Language) -> str:
    """What the sentence needs beside the two values, if anything."""
    told = verdict.slot == "deferral" or verdict.rule.startswith("period:sub-case")
    if verdict.why is not None and not told:
        return verdict.why.in_language(ui)
    if verdict.effect is Effect.UNDETERMINED and not told:
        return _says("open", ui)
    return ""


def _value(quote: Quote | None, words: str, verdict: Verdict, ui: Language) -> str:
    """A side's value in words; a period is said in the reader's language, whatever the contract's is."""
    found = _DURATION.fullmatch(quote.value) if quote and quote.value and verdict.slot in _PERIODS else None
    if quote is None or found is None:
        return " ".join(words.split()).strip("‘’“”")
    count = float(found["count"])
    unit = "B" if found["unit"] == "D" and _WORKING_DAYS.search(quote.quote) else found["unit"]
    number = f"{count:g}".replace(".", "," if ui == "nl" else ".")
    plural = "one" if count == 1 else "many"
    term = f"{number} {_says(f'unit.{unit}.{plural}', ui)}"
    bound = next((name for name, pattern in _BOUNDS if pattern.search(quote.quote)), None)
    return _says(f"bound.{bound}", ui).format(term=term) if bound else term


def _quoted(verdict: Verdict) -> str:
    """The words that came or went, cut between words where they are long."""
    quote = verdict.new or verdict.old
    text = " ".join((quote.quote if quote else "").split()).strip(" ;,.")
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _says(key: str, ui: Language) -> str:
    return _table()[key][ui]


def _known(key: str, ui: Language) -> str | None:
    found = _table().get(key)
    return found[ui] if found else None


@cache
def _table() -> dict[str, dict[Language, str]]:
    lines = files(__package__).joinpath("explanations.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: {"en": english, "nl": dutch} for key, english, dutch in rows}
