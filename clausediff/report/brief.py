"""The page for a decision-maker: what matters most, what the AVG asks and is missing, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clausediff.citation import first_article
from clausediff.model.comparison import Effect, Finding, Level, ProtectionChange, Quote
from clausediff.model.contract import Clause
from clausediff.model.protection import Protection
from clausediff.report.context import LOSSES, SHORT, Context, contrary
from clausediff.report.judged import finding_view
from clausediff.report.leftovers import kind_of, warning_of
from clausediff.report.names import ARROW, SPELT_OUT, STEP, address, legal_basis, printable, shorten
from clausediff.report.view import Brief, BriefLine, BriefRow, Link

_ATTENTION = 5
"""So many findings are told in a sentence."""
_ROWS = 7
_LACKING = 5
_CELL = 75
"""Characters of a value in the table."""
_AROUND = 2
"""Words around a difference that are shown with it."""


def build_brief(context: Context, notice: Sequence[str]) -> Brief:
    """The page for a decision-maker.

    Args:
        context: the comparison with its indexes.
        notice: what the report says of itself.
    """
    changes = _changes(context)
    attention = [
        group for group in changes if group[0].effect in LOSSES or group[0].effect is Effect.UNDETERMINED
    ]
    rows = _one_for_each(changes)[:_ROWS]
    untold = sum(map(len, changes)) - sum(map(len, rows))
    lacking = list(_lacking(context)) if context.judged else []
    return Brief(
        attention=tuple(_line(context, group) for group in attention[:_ATTENTION]),
        more=_more(context, sum(map(len, attention[_ATTENTION:]))),
        rows=tuple(_row(context, group) for group in rows),
        rows_more=_more(context, untold),
        lacking=tuple(lacking[:_LACKING]),
        lacking_more=_more(context, len(lacking[_LACKING:])),
        unread=tuple(_unread(context)),
        notice=tuple(notice),
    )


def _more(context: Context, number: int) -> str:
    return context.words.count("brief_more", number) if number else ""


def _changes(context: Context) -> list[list[Finding]]:
    """Findings in the order of the report; the same words that touch several protections are one change."""
    told = [one for one in context.comparison.findings if one.effect is not Effect.NEUTRAL]
    groups: dict[object, list[Finding]] = {}
    for one in context.sorted(told):
        judgement = context.judgements.get(one.id)
        groups.setdefault((one.effect, one.rule, one.old, one.new, judgement), []).append(one)
    return list(groups.values())


def _one_for_each(changes: Sequence[Sequence[Finding]]) -> list[list[Finding]]:
    """The weightiest change of each protection: what a row of the table tells."""
    seen: set[str] = set()
    rows = []
    for group in changes:
        row = [one for one in group if one.protection not in seen]
        seen.update(one.protection for one in row)
        rows += [row] if row else []
    return rows


def _line(context: Context, group: Sequence[Finding]) -> BriefLine:
    views = tuple(finding_view(context, one) for one in group)
    text = views[0].reason
    if len(views) > 1:
        names = ", ".join(dict.fromkeys(view.protection for view in views[1:]))
        text = context.words("brief_likewise", reason=text, names=names)
    return BriefLine(text, views)


def _row(context: Context, group: Sequence[Finding]) -> BriefRow:
    finding = group[0]
    was, becomes = _apart(finding.old, finding.new)
    return BriefRow(
        findings=tuple(finding_view(context, one) for one in group),
        was=was or "–",
        becomes=becomes or "–",
        clause=_place(context, finding),
        avg=_standing(context, finding),
    )


def _standing(context: Context, finding: Finding) -> str:
    """The article and the level: ``art. 33 lid 2: conform → verder``."""
    known = context.catalogue.get(finding.protection)
    article = first_article(known.article, context.words.ui) if known else ""
    levels = list(dict.fromkeys((finding.avg_old, finding.avg_new)))
    if levels == [Level.ABSENT]:
        return article
    standing = ARROW.join(context.words(f"short.{level.value}") for level in levels)
    if contrary(finding):
        standing = context.words("as_a_whole", levels=standing)
    return f"{article}: {standing}" if article else standing


def _place(context: Context, finding: Finding) -> str:
    """The clause of the new document, else the old one's with the name of its side."""
    if finding.new is not None and finding.new.clause in context.new:
        return _address(context.new[finding.new.clause])
    if finding.old is not None and finding.old.clause in context.old:
        return f"{_address(context.old[finding.old.clause])} ({context.words('old').lower()})"
    return ""


def _address(clause: Clause) -> str:
    """The last two steps of the printed address: ``Artikel 5 › 5.2``."""
    return STEP.join(address(clause).split(STEP)[-2:])


def _apart(old: Quote | None, new: Quote | None) -> tuple[str, str]:
    """Both quotes cut down to the words in which they differ."""
    was, becomes = ((quote.quote if quote else "").split() for quote in (old, new))
    start = 0
    while start < min(len(was), len(becomes)) and was[start] == becomes[start]:
        start += 1
    end = 0
    while end < min(len(was), len(becomes)) - start and was[-1 - end] == becomes[-1 - end]:
        end += 1
    start, end = max(0, start - _AROUND), max(0, end - _AROUND)
    return _cut(was, start, end), _cut(becomes, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    own = " ".join(words[start : len(words) - end])
    if not own:
        return ""
    text = ("… " if start else "") + shorten(own, _CELL)
    return printable(f"{text} …" if end and not text.endswith("…") else text)


def _lacking(context: Context) -> Iterator[Link]:
    """What falls short of the AVG in the new document and not in the old one, then what did already."""
    found: list[tuple[bool, int, Link]] = []
    for change in context.comparison.protections:
        known = context.catalogue.get(change.protection)
        text = _lack(context, change, known) if known is not None else ""
        if known is not None and text:
            before = change.old.level in SHORT or change.new.level not in SHORT
            basis = legal_basis(known.article, context.words)
            note = "" if before else f" ({context.words('brief_not_before')})"
            line = f"{known.name.in_language(context.words.ui)}: {text}{note} ({basis})"
            rank = (Level.ABSENT, Level.BELOW, Level.MEETS, Level.BEYOND).index(change.new.level)
            found.append((before, rank, Link(line, f"p-{change.protection}")))
    yield from (link for *_, link in sorted(found, key=lambda one: one[:2]))


def _lack(context: Context, change: ProtectionChange, known: Protection) -> str:
    """What is lacking, in words; absence counts where the AVG spells the duty out.

    Of the floor the demand itself is told: what stands behind its semicolon is a remark.
    """
    words, standing = context.words, change.new
    floor = known.floor.in_language(words.ui).partition(";")[0].rstrip(".")
    floor = f"{floor[:1].lower()}{floor[1:]}"
    if standing.level is Level.ABSENT:
        return words("brief_absent", floor=floor) if known.article.startswith(SPELT_OUT) else ""
    if standing.level is Level.BELOW:
        return words("brief_below", rung=printable(standing.rung), floor=floor)
    missing = ", ".join(printable(one) for one in standing.missing)
    return words("brief_missing", what=missing) if missing else ""


def _unread(context: Context) -> Iterator[str]:
    """Warnings, each once, and how much of which kind was left out."""
    comparison, words = context.comparison, context.words
    warnings = (*comparison.warnings, *comparison.old.warnings, *comparison.new.warnings)
    yield from dict.fromkeys(printable(warning_of(one, words).rstrip(".")) for one in warnings)
    kinds = Counter(kind_of(row.what, words) for row in comparison.not_compared)
    yield from (f"{kind} ({words.number(number)})" for kind, number in kinds.items())
