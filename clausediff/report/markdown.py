"""The Markdown report: a page for the decision-maker, then findings, then every change.

Marked words are written as ``<ins>`` and ``<del>``, which every Markdown reader that allows HTML shows; all
text of a document is escaped, so that it can become neither Markdown nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausediff.model.comparison import Comparison
from clausediff.model.judgement import Judgements
from clausediff.report.build import build_report
from clausediff.report.rows import rows_of
from clausediff.report.text import badges, levels
from clausediff.report.ui import Ui, Words
from clausediff.report.view import (
    Brief,
    ClauseView,
    FindingView,
    Mark,
    Note,
    QuoteView,
    ReportView,
    Row,
)

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$!^]|(?<!\w)[=+-]|[=+-](?!\w)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "\n": " ", "\t": " "})
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^(\d+)([.)])(?!\S)")
_TAGS = {"delete": "del", "insert": "ins"}


def escape(text: str) -> str:
    """Text that Markdown and HTML show as it is: nothing in it is markup, a link or a list."""
    safe = _SPECIAL.sub(lambda found: f"\\{found[0]}", text.translate(_ENTITIES))
    safe = _WWW.sub("&#46;", _SCHEME.sub("&#58;", safe))
    return _LIST_NUMBER.sub(r"\1\\\2", safe)


def render_markdown(comparison: Comparison, ui: Ui = "en", judgements: Judgements | None = None) -> str:
    """A comparison as Markdown in Dutch or English."""
    view = build_report(comparison, ui, judgements)
    words = Words(ui)
    parts = [
        *_summary(view, words),
        *_findings(view, words),
        *_protections(view, words),
        *_definitions(view, words),
        *_references(view, words),
        *_overview(view, words),
        *_changes(view, words),
        *_notes(view, words),
        f"## {words('colophon')}",
        " ".join(escape(sentence) for sentence in view.colophon),
    ]
    return "\n\n".join(parts) + "\n"


def _summary(view: ReportView, words: Words) -> Iterator[str]:
    """The page for the decision-maker."""
    yield f"# {words('title')}"
    documents = (
        f"- **{one.side}:** {escape(one.title)} ({', '.join(escape(fact) for fact in one.facts)})"
        for one in (view.old, view.new)
    )
    yield "\n".join(documents)
    yield f"## {words('md_summary')}"
    yield " ".join(escape(sentence) for sentence in view.headline)
    yield from _attention(view.brief, words)
    yield from _main_changes(view.brief, words)
    if view.protections:
        yield from _lacking(view.brief, words)
    unread = "; ".join(escape(one) for one in view.brief.unread)
    yield f"**{words('brief_unread')}:** {unread or words('brief_unread_none')}"
    yield f"*{escape(' '.join(view.brief.notice))}*"


def _attention(brief: Brief, words: Words) -> Iterator[str]:
    """The losses and open questions, a sentence each."""
    if not brief.attention:
        return
    lines = [
        f"- {escape(one.text)}{_judged(one.findings[0])} ({_anchors(one.findings)})"
        for one in brief.attention
    ]
    yield f"**{words('brief_attention')}**"
    yield "\n".join([*lines, *([f"- {brief.more}"] if brief.more else [])])


def _anchors(findings: Sequence[FindingView]) -> str:
    return ", ".join(one.anchor for one in findings)


def _judged(finding: FindingView) -> str:
    return f" **{escape(finding.judgement.text)}**" if finding.judgement else ""


def _main_changes(brief: Brief, words: Words) -> Iterator[str]:
    """The small table: what it was, what it becomes, where, and against the AVG."""
    if not brief.rows:
        return
    yield f"**{words('brief_main')}**"
    rows = (
        (
            _named(row.findings),
            escape(row.was),
            escape(row.becomes),
            escape(row.clause),
            escape(row.avg),
        )
        for row in brief.rows
    )
    keys = ("protection", "was", "becomes", "clause", "avg")
    yield _table([words(key) for key in keys], rows)
    if brief.rows_more:
        yield f"{brief.rows_more[0].upper()}{brief.rows_more[1:]}."


def _named(findings: Sequence[FindingView]) -> str:
    """``zwakker: auditrecht, door de lezer verworpen (f3)``."""
    first = findings[0]
    names = ", ".join(escape(one.protection) for one in findings)
    judged = f", {escape(first.judgement.label)}" if first.judgement else ""
    return f"{escape(first.effect.text)}: {names}{judged} ({_anchors(findings)})"


def _lacking(brief: Brief, words: Words) -> Iterator[str]:
    """What the AVG asks and the new document lacks."""
    if not brief.lacking:
        yield f"**{words('brief_lacking')}:** {words('brief_lacking_none')}"
        return
    yield f"**{words('brief_lacking')}**"
    lines = [f"- {escape(one.text)}" for one in brief.lacking]
    yield "\n".join([*lines, *([f"- {brief.lacking_more}"] if brief.lacking_more else [])])


def _findings(view: ReportView, words: Words) -> Iterator[str]:
    yield f"## {words('findings')}"
    if not view.findings:
        yield escape(view.no_findings)
    for finding in view.findings:
        yield f"### {escape(finding.effect.text)}: {escape(finding.protection)} ({finding.anchor})"
        yield "\n".join(
            (
                f"- {words('aspect')}: {escape(finding.aspect)}",
                f"- {words('old')}: {_quote(finding.old, words)}",
                f"- {words('new')}: {_quote(finding.new, words)}",
                f"- {words('against_avg')}: {levels(finding, words)}",
                f"- {words('reason')}: {escape(finding.reason)}",
                f"- {words('rule')}: {escape(finding.rule)}",
                *_reach(finding, words),
                *([f"- {words('judgement')}:{_judged(finding)}"] if finding.judgement else []),
            )
        )


def _reach(finding: FindingView, words: Words) -> list[str]:
    if not finding.reach:
        return []
    return [f"- {words('reach')}: {', '.join(escape(link.text) for link in finding.reach)}"]


def _quote(quote: QuoteView, words: Words) -> str:
    if not quote.text:
        return f"*{words('nothing')}*"
    place = f" ({escape(quote.clause.text)})" if quote.clause else ""
    return f"“{escape(quote.text)}”{place}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


def _protections(view: ReportView, words: Words) -> Iterator[str]:
    if not view.protections:
        return
    yield f"## {words('protections')}"
    rows = (
        (escape(row.name), escape(row.article), row.old.level.text, row.new.level.text)
        for row in view.protections
    )
    yield _table((words("protection"), words("article"), words("old"), words("new")), rows)


def _definitions(view: ReportView, words: Words) -> Iterator[str]:
    if not view.definitions:
        return
    yield f"## {words('definitions')}"
    rows = (
        (
            escape(row.term),
            row.status.text,
            _marked(row.old),
            _marked(row.new),
            ", ".join(escape(link.text) for link in row.reach),
        )
        for row in view.definitions
    )
    yield _table((words("term"), words("status"), words("old"), words("new"), words("reach")), rows)


def _references(view: ReportView, words: Words) -> Iterator[str]:
    if not view.references:
        return
    yield f"## {words('references')}"
    rows = (
        (
            escape(row.clause.text),
            escape(row.text),
            row.status.text,
            escape(row.target_old.text) if row.target_old else "",
            escape(row.target.text) if row.target else "",
        )
        for row in view.references
    )
    heads = (words("clause"), words("reference"), words("status"), words("target_old"), words("target"))
    yield _table(heads, rows)


def _overview(view: ReportView, words: Words) -> Iterator[str]:
    if not view.overview:
        return
    yield f"## {words('overview')}"
    nothing = words("no_impact" if view.judged else "not_judged")
    rows = (
        (
            escape(row.clause.text),
            escape(badges(row.categories)),
            _marked(row.excerpt),
            escape(badges(row.impact)) or nothing,
        )
        for row in view.overview
    )
    yield _table((words("clause"), words("category"), words("change"), words("impact")), rows)


def _changes(view: ReportView, words: Words) -> Iterator[str]:
    yield f"## {words('clauses')}"
    for row in rows_of(view.items):
        if not row.plain:
            yield f"### {escape(row.name)} ({row.anchor})"
            facts = (badges(row.badges), row.moved.text if row.moved else "")
            yield f"*{escape('; '.join(part for part in facts if part))}*"
            yield from _sides(row, words)


def _sides(row: Row, words: Words) -> Iterator[str]:
    if row.kind == "unchanged":
        return
    for side, clauses in ((words("old"), row.old), (words("new"), row.new)):
        yield from (f"**{side}:** {_clause(clause)}" for clause in clauses)


def _clause(clause: ClauseView) -> str:
    parts = (escape(clause.label), _marked(clause.heading), _marked(clause.text))
    return " ".join(part for part in parts if part)


def _marked(marks: Iterable[Mark]) -> str:
    return "".join(
        escape(mark.text)
        if mark.op == "equal"
        else f"<{_TAGS[mark.op]}>{escape(mark.text)}</{_TAGS[mark.op]}>"
        for mark in marks
    )


def _notes(view: ReportView, words: Words) -> Iterator[str]:
    yield f"## {words('notes')}"
    if not (view.warnings or view.not_read):
        yield words("notes_none")
        return
    yield "\n".join(_note(note) for note in (*view.warnings, *view.not_read))


def _note(note: Note) -> str:
    place = f"{escape(note.where)}: " if note.where else ""
    return f"- {place}{escape(note.text)} ({escape(note.what)})"
