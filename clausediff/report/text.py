"""The plain text report, for pipes, mail and screen readers: no boxes, no colours, no control characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from clausediff.model.comparison import Comparison, Level
from clausediff.model.judgement import Judgements
from clausediff.report.build import build_report
from clausediff.report.rows import rows_of
from clausediff.report.ui import Ui, Words
from clausediff.report.view import Badge, ClauseView, FindingView, Link, Mark, QuoteView, ReportView, Row

_BRACKETS = {
    "equal": ("", ""),
    "delete": ("[-", "-]"),
    "insert": ("{+", "+}"),
    "moved delete": ("[<", "<]"),
    "moved insert": ("{>", ">}"),
}

_SHOWN = 12
"""Clauses that a definition reaches, named one by one."""


def render_text(
    comparison: Comparison, ui: Ui = "en", width: int = 100, judgements: Judgements | None = None
) -> str:
    """A comparison as plain text.

    Args:
        comparison: what to report.
        ui: language of the report's own words.
        width: longest line in characters; a single longer word stays whole.
        judgements: what readers made of findings, by the finding's id.
    """
    view = build_report(comparison, ui, judgements)
    words = Words(ui)
    lines = [
        *summary_lines(view, words),
        *_definitions(view, words),
        *_moves(view, words),
        *_changes(view, words),
        *_notes(view, words),
        *_colophon(view),
    ]
    return "\n".join(wrapped(lines, width)) + "\n"


def render_summary_text(view: ReportView, width: int = 100) -> str:
    """The first part of the plain text report: documents, headline, findings, counts; then the notice."""
    lines = [*summary_lines(view, Words(view.ui)), " ".join(view.brief.notice)]
    return "\n".join(wrapped(lines, width)) + "\n"


def summary_lines(view: ReportView, words: Words) -> list[str]:
    """Documents, headline, findings, protections, counts, references."""
    lines = [view.title, ""]
    lines += [f"{one.side}: {one.title} ({', '.join(one.facts)})" for one in (view.old, view.new)]
    lines += ["", *view.headline, ""]
    lines += _brief(view, words)
    lines += _findings(view, words)
    lines += _protections(view, words)
    lines += _title(words("summary"))
    lines += [f"  {count.text}: {words.number(count.number)}" for count in view.counts]
    broken = [row for row in view.references if row.status.kind in ("stale", "dangling")]
    if broken:
        lines += ["", *_title(words("references"))]
        lines += [f"  {row.clause.text}: “{row.text}” {row.status.text}" for row in broken]
    return [*lines, ""]


def _brief(view: ReportView, words: Words) -> list[str]:
    """What the new document lacks against the AVG, and what was left out; the findings follow in full."""
    brief, lines = view.brief, []
    if view.protections:
        lines += _title(words("brief_lacking"))
        lines += [f"  {one.text}" for one in brief.lacking] or [f"  {words('brief_lacking_none')}"]
        lines += [f"  {brief.lacking_more}"] if brief.lacking_more else []
        lines.append("")
    unread = brief.unread or (words("brief_unread_none"),)
    return [*lines, f"{words('brief_unread')}: {'; '.join(unread)}", ""]


def marked(marks: Iterable[Mark]) -> str:
    """Marked words: ``[-removed-]``, ``{+added+}``, moved ``[<from here<]`` and ``{>to here>}``."""
    return "".join(_bracketed(mark) for mark in marks)


def _bracketed(mark: Mark) -> str:
    before, after = _BRACKETS[f"moved {mark.op}" if mark.moved else mark.op]
    return f"{before}{mark.text}{after}"


def badges(row: Sequence[Badge]) -> str:
    """Badges in a row: ``reworded, renumbered 5.2 → 6.2``."""
    return ", ".join(f"{one.text} {one.detail}".strip() for one in row)


def _title(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _findings(view: ReportView, words: Words) -> list[str]:
    lines = _title(words("findings"))
    if not view.findings:
        return [*lines, view.no_findings, ""]
    for finding in view.findings:
        lines += finding_lines(finding, words)
    return lines


def finding_lines(finding: FindingView, words: Words) -> list[str]:
    """One finding: effect, protection, quotes, level, reason."""
    return [
        f"{finding.effect.text.upper()}: {finding.protection} ({finding.aspect}) [{finding.anchor}]",
        f"  {words('old')}: {_quote(finding.old, words)}",
        f"  {words('new')}: {_quote(finding.new, words)}",
        f"  {words('against_avg')}: {levels(finding, words)}",
        f"  {finding.reason} ({words('rule').lower()} {finding.rule})",
        *([f"  {words('reach')}: {_links(finding.reach)}"] if finding.reach else []),
        *([f"  {words('judgement')}: {finding.judgement.text}"] if finding.judgement else []),
        "",
    ]


def levels(finding: FindingView, words: Words) -> str:
    """The level against the AVG, old and new; named once where it stayed."""
    old, new = finding.level_old, finding.level_new
    if old.kind == new.kind == Level.ABSENT.value:
        return words("no_level")
    if old.kind == new.kind:
        return f"{new.text} ({words('sides.same')})"
    moved = f"{old.text} → {new.text}"
    return words("as_a_whole", levels=moved) if finding.contrary else moved


def _links(links: Iterable[Link]) -> str:
    return ", ".join(link.text for link in links)


def _first(links: Sequence[Link], words: Words) -> str:
    """The first few links, and how many more there are: the HTML report and the JSON name them all."""
    rest = len(links) - _SHOWN
    return _links(links) if rest <= 1 else f"{_links(links[:_SHOWN])} {words.count('more', rest)}"


def _quote(quote: QuoteView, words: Words) -> str:
    if not quote.text:
        return words("nothing")
    place = f" ({quote.clause.text})" if quote.clause else ""
    return f"“{quote.text}”{place}"


def _protections(view: ReportView, words: Words) -> list[str]:
    if not view.protections:
        return []
    lines = _title(words("protections"))
    for row in view.protections:
        old, new = row.old.level.text, row.new.level.text
        lines.append(f"  {row.name}: {f'{old} → {new}' if row.changed else new}")
    return [*lines, ""]


def _definitions(view: ReportView, words: Words) -> Iterator[str]:
    """Changed definitions with the clauses that they reach."""
    if not view.definitions:
        return
    yield from _title(words("definitions"))
    for row in view.definitions:
        reached = f": {_first(row.reach, words)}" if row.reach else ""
        yield f"  {row.term}: {row.status.text}, {row.reach_text}{reached}"
    yield ""


def _moves(view: ReportView, words: Words) -> Iterator[str]:
    """Moved clauses, each with how many went along."""
    if not view.moves:
        return
    yield from _title(words("moves"))
    for move in view.moves:
        along = f" ({move.along})" if move.along else ""
        yield f"  {move.origin.text} → {move.name}{along}"
    yield ""


def _changes(view: ReportView, words: Words) -> Iterator[str]:
    """Every entry that changed, old above new."""
    yield from _title(words("clauses"))
    for row in rows_of(view.items):
        if row.plain:
            continue
        facts = "; ".join(part for part in (badges(row.badges), row.moved.text if row.moved else "") if part)
        yield f"{row.name}: {facts}"
        yield from (f"  > {link.text}" for link in row.findings)
        yield from _row(row, words)
        yield ""


def _row(row: Row, words: Words) -> Iterator[str]:
    if row.kind == "unchanged":
        return
    for name, clauses in ((words("old"), row.old), (words("new"), row.new)):
        yield from (f"  {name}: {_clause(clause)}" for clause in clauses)


def _clause(clause: ClauseView) -> str:
    parts = (clause.label, marked(clause.heading), marked(clause.text))
    return " ".join(part for part in parts if part)


def _notes(view: ReportView, words: Words) -> Iterator[str]:
    if not (view.warnings or view.not_read):
        return
    yield from _title(words("notes"))
    for note in view.warnings:
        yield f"  {note.where}: {note.text} [{note.what}]" if note.where else f"  {note.text} [{note.what}]"
    for note in view.not_read:
        yield f"  {note.where}: {note.what}: {note.text}"
    yield ""


def _colophon(view: ReportView) -> list[str]:
    return [*_title(Words(view.ui)("colophon")), *view.colophon]


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines no longer than ``width``; what is wrapped keeps its indent and hangs by two."""
    for line in lines:
        if len(line) <= width:
            yield line
            continue
        indent = " " * (len(line) - len(line.lstrip()))
        yield from wrap(
            line.lstrip(),
            width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
