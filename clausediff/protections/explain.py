"""Reasons: one plain sentence a finding, in Dutch or English, with the AVG article.

The wording lies in ``explanations.tsv``. What happened is one of three forms: ``both`` sides say something,
or it was ``added`` or ``removed``. For a step of a scale the table holds what the contract says there
(``says.SLOT.RUNG``), and ``said`` puts two such clauses in a sentence; anything else has a sentence by its
kind (``KIND.FORM``, or ``KIND.PROTECTION.FORM``). A slot or step that is new to the catalogue and has no
words yet is told by a general sentence.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from clausediff.citation import cite
from clausediff.model.comparison import Effect, Quote
from clausediff.protections.catalogue_file import Language, Rule, load_catalogue
from clausediff.protections.verdict import Verdict

_LONGEST = 140
"""Characters up to which a sentence quotes the contract."""
_BY_DEFINITION = ("scope", "exclusions")
_PERIODS = ("period", "speed", "bound")
_DEADLINE = "period:ceiling period:fixed<=48h period:fixed>48h period:fixed>immediate".split()
_LEFT_OPEN = re.compile(r":(?:deferred|instead|anew)$")
"""What a rule's name ends in whose verdict was left open."""
_STEPS = re.compile(r"\w+:(?P<was>[\w-]+)>(?P<becomes>[\w-]+)(?::(?:deferred|instead|anew))?")
_DURATION = re.compile(r"PT?(?P<count>\d+(?:\.\d+)?)(?P<unit>[HDWMY])")
_HOURS = {"H": 1.0, "D": 24.0, "W": 168.0, "M": 730.0, "Y": 8760.0}
_FEES = re.compile(r"(\d+(?:\.\d+)?) months of fees")
_CURRENCIES = (("€", r"€|eur"), ("$", r"\$|usd|dollar"), ("£", r"£|gbp|pound"))
_WORKING_DAYS = re.compile(r"werkdag|business day|working day", re.IGNORECASE)
_BOUNDS = (
    (
        "least",
        r"ten\s+minste|minstens|minimaal|niet\s+korter|at\s+least|not?\s+(?:less|fewer|shorter)",
    ),
    ("most", r"ten\s+hoogste|maximaal|niet\s+(?:langer|meer)|at\s+most|up\s+to|not?\s+(?:more|longer)"),
    ("within", r"binnen|uiterlijk|within|later\s+than"),
)


def reason_of(rule: Rule, verdict: Verdict, ui: Language) -> str:
    """The sentence that explains a finding: what it was, what it becomes, what that means."""
    body = _body(rule, verdict, ui)
    why = _why(verdict, ui)
    basis = cite(rule.info.article, ui)
    head = _says(f"head.{verdict.effect.value}", ui)
    return f"{head}: {body}{f'; {why}' if why else ''}{f' ({basis})' if basis else ''}."


def _body(rule: Rule, verdict: Verdict, ui: Language) -> str:
    kind, form = _kind(rule, verdict), _form(verdict)
    sentence = _sentence(rule, kind, form, ui)
    values = {
        "it": _known(f"it.{rule.id}", ui) or rule.info.name.in_language(ui),
        "aspect": verdict.aspect.in_language(ui),
        "was": _value(verdict.old, verdict.was.in_language(ui), verdict, ui),
        "becomes": _value(verdict.new, verdict.becomes.in_language(ui), verdict, ui),
        "quote": _quoted(verdict),
    }
    values["term"] = (_known(f"term.{rule.id}", ui) or _says("term.any", ui)).format(**values)
    if kind == verdict.slot and (stepped := _steps(rule, verdict, values, ui)):
        return stepped
    if verdict.slot in _PERIODS:
        with_verb = kind == "period" and _known(f"period.{rule.id}.{form}", ui)
        if with_verb and not any(values[side][:1].isdigit() for side in ("was", "becomes")):
            return with_verb.format(**values)
        for side, quote in (("was", verdict.old), ("becomes", verdict.new)):
            values[side] = _named(values[side], quote, ui)
    return sentence.format(**values)


def _steps(rule: Rule, verdict: Verdict, values: dict[str, str], ui: Language) -> str | None:
    """The sentence on two steps of a scale; None if the table does not say what one of them means.

    Promises stand beside each other: the lower step of two may be there still.
    """
    found = _STEPS.fullmatch(verdict.rule)
    if found is None:
        return None
    told = {}
    for side in ("was", "becomes"):
        key = f"says.{verdict.slot}.{found[side]}"
        clause = "" if found[side] == "silent" else _known(f"{key}.{rule.id}", ui) or _known(key, ui)
        if clause is None:
            return None
        told[side] = clause.format(**values)
    form = "both" if told["was"] and told["becomes"] else "added" if told["becomes"] else "removed"
    if form == "both" and load_catalogue().slots[verdict.slot].presence:
        form = {Effect.STRENGTHENED: "further", Effect.WEAKENED: "less"}.get(verdict.effect, form)
    return _says(f"said.{form}", ui).format(**told)


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
    if verdict.rule == "shade:replaced":
        return verdict.rule
    if verdict.slot in _BY_DEFINITION and rule.id != "scope-of-parties":
        return f"elsewhere:{verdict.slot}"
    if verdict.rule.startswith("period:sub-case"):
        return "subcase"
    if verdict.slot in _PERIODS:
        return "period" if _is_usual(rule, verdict) else "period:other"
    return verdict.slot


def _sentence(rule: Rule, kind: str, form: str, ui: Language) -> str:
    """The most particular sentence that there is; those on periods by protection need an adverb."""
    keys = [f"{kind}.{form}"] if kind == "period" else [f"{kind}.{rule.id}.{form}", f"{kind}.{form}"]
    return next((found for one in keys if (found := _known(one, ui))), None) or _says(form, ui)


def _named(value: str, quote: Quote | None, ui: Language) -> str:
    """A period as a noun: ``30 days`` for ``within 30 days``, and between quotation marks if it is words."""
    if quote and _DURATION.fullmatch(quote.value or ""):
        return _term(quote, ui) if _bound(quote) == "within" else value
    return _says("quoted", ui).format(words=value)


def _is_usual(rule: Rule, verdict: Verdict) -> bool:
    """Whether a period is of the kind that the protection is about, as its direction shows.

    Deadlines for deletion are better when they are shorter; the time to fetch the data first is not.
    """
    if rule.period in ("announcement", "longer") and any(
        quote is not None and _bound(quote) == "within" for quote in (verdict.old, verdict.new)
    ):
        return False
    name = _LEFT_OPEN.sub("", verdict.rule)
    if name == "period:fixed":
        return rule.period == "longer"
    if name in _DEADLINE:
        return rule.period == "shorter"
    was, becomes = (_hours(quote) for quote in (verdict.old, verdict.new))
    if was is None or becomes is None or verdict.effect is Effect.UNDETERMINED or was == becomes:
        return True
    longer_is_better = (becomes > was) == (verdict.effect is Effect.STRENGTHENED)
    return longer_is_better == (rule.period in ("longer", "window"))


def _hours(quote: Quote | None) -> float | None:
    found = _DURATION.fullmatch(quote.value) if quote and quote.value else None
    return float(found["count"]) * _HOURS[found["unit"]] if found else None


def _why(verdict: Verdict, ui: Language) -> str:
    """What the sentence needs beside the two values, if anything."""
    told = verdict.slot == "deferral" or verdict.rule.startswith("period:sub-case")
    if verdict.why is not None and not told:
        return verdict.why.in_language(ui)
    if verdict.effect is Effect.UNDETERMINED and not told:
        return _says("open", ui)
    return ""


def _value(quote: Quote | None, words: str, verdict: Verdict, ui: Language) -> str:
    """A side's value in words; a number is said in the reader's language, whatever the contract's is."""
    value = (quote.value if quote else None) or ""
    if quote and verdict.slot in _PERIODS and _DURATION.fullmatch(value):
        bound = _bound(quote)
        term = _term(quote, ui)
        return _says(f"bound.{bound}", ui).format(term=term) if bound else term
    if quote and verdict.slot == "amount" and value:
        return _amount(quote.quote, value, words, ui)
    if verdict.slot == "cap" and value:
        return value
    return " ".join(words.split()).strip("‘’“”.,; ")


def _bound(quote: Quote) -> str | None:
    return next((name for name, pattern in _BOUNDS if re.search(pattern, quote.quote, re.IGNORECASE)), None)


def _term(quote: Quote, ui: Language) -> str:
    """A duration in words: ``30 days``; Dutch takes the singular up to one and a half."""
    found = _DURATION.fullmatch(quote.value or "")
    if found is None:
        return quote.quote
    count = float(found["count"])
    unit = "B" if found["unit"] == "D" and _WORKING_DAYS.search(quote.quote) else found["unit"]
    one = count < 2 if ui == "nl" else count == 1
    number = f"{count:g}".replace(".", "," if ui == "nl" else ".")
    return f"{number} {_says(f'unit.{unit}.' + ('one' if one else 'many'), ui)}"


def _amount(quote: str, value: str, words: str, ui: Language) -> str:
    """An amount of money or of months of fees in the reader's language; the contract's words if unsure."""
    fees = _FEES.fullmatch(value)
    if fees is not None:
        return _says("fees", ui).format(term=_term(Quote("", "", f"P{fees[1]}M"), ui))
    signs = [sign for sign, pattern in _CURRENCIES if re.search(pattern, quote, re.IGNORECASE)]
    if len(signs) != 1 or not value.isdigit():
        return words.strip("., ")
    number = f"{int(value):,}"
    return f"{signs[0]} {number.replace(',', '.')}" if ui == "nl" else f"{signs[0]}{number}"


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
