"""Where every protection stands in one contract, as plain text: what is missing or below first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausediff.model.comparison import Level, Standing
from clausediff.model.contract import Clause, Contract
from clausediff.model.layers import Layers
from clausediff.model.protection import CatalogueInfo, Protection
from clausediff.report.layers_view import kind_of
from clausediff.report.names import NOT_ASKED, SPELT_OUT, by_id, legal_basis, name, printable
from clausediff.report.ui import Ui, Words
from clausediff.report.unjudged import unjudged, unjudged_layers

_ORDER = (Level.ABSENT, Level.BELOW, Level.MEETS, Level.BEYOND)
_RECORDS = "30("


def render_assessment_text(
    contract: Contract,
    standings: Sequence[Standing],
    catalogue: CatalogueInfo,
    ui: Ui = "en",
    against: Layers | None = None,
) -> str:
    """Every protection of the catalogue once, with level, quotes and what the law asks and the text lacks.

    Args:
        contract: the document, with what judging it warned of among its warnings.
        standings: where its protections stand.
        catalogue: who judged it.
        ui: language of the report's own words.
        against: the document as the overlay of another one, to say how it relates to that.
    """
    words = Words(ui)
    known = {one.id: one for one in catalogue.protections}
    clauses = by_id(contract)
    lines = [words("assessment"), printable(contract.title or contract.source.name), ""]
    verdicts = dict(_verdicts(against, words)) if against else {}
    reason = _unjudged(contract, standings, against, words)
    lines += [reason, ""] if reason else []
    for standing in () if reason else sorted(standings, key=_rank):
        lines += _standing(standing, known.get(standing.protection), clauses, words)
        lines[-1:-1] = verdicts.get(standing.protection, ())
    keys = (
        "colophon_layers" if against else "colophon_scope_one",
        "colophon_advice",
        "colophon_models",
        "colophon_made",
    )
    lines += [words(key) for key in keys]
    lines += [] if reason else [words("colophon_catalogue", version=catalogue.version)]
    return "\n".join(lines) + "\n"


def _unjudged(contract: Contract, standings: Sequence[Standing], against: Layers | None, words: Words) -> str:
    """Why nothing was judged, in a sentence; empty if it was."""
    own = unjudged(((contract, standings),), contract.warnings, words)
    return own or (unjudged_layers(against, words) if against else "")


def _verdicts(against: Layers, words: Words) -> Iterator[tuple[str, tuple[str, str]]]:
    """How each protection relates to the other document, with the reason, in two lines."""
    file = words("against", file=printable(against.standard.source.name))
    for row in against.rows:
        verdict = words(f"verdict.{kind_of(row)}")
        yield row.protection, (f"  {file}: {verdict}", f"    {printable(row.reason)}")


def _rank(standing: Standing) -> tuple[int, bool, int, bool]:
    """What AVG art. 28 asks and is missing, wholly and then in part; what is below; the rest by level.

    The controller's own duties and the records of art. 30 come last of their group, and lead none.
    """
    later = standing.protection in NOT_ASKED or standing.article.startswith(_RECORDS)
    level = _ORDER.index(standing.level)
    if standing.level is Level.ABSENT and standing.article.startswith("28") and not later:
        group = 0
    elif standing.missing:
        group = 1
    else:
        group = 2 if standing.level is Level.BELOW else 3
    return group, later, level, not standing.article.startswith(SPELT_OUT)


def _standing(
    standing: Standing, protection: Protection | None, clauses: dict[str, Clause], words: Words
) -> Iterator[str]:
    title = protection.name.in_language(words.ui) if protection else standing.protection
    article = f" ({legal_basis(standing.article, words)})" if standing.article else ""
    yield f"{words(f'level.{standing.level.value}').upper()}: {title}{article}"
    if protection and standing.level in (Level.ABSENT, Level.BELOW):
        yield f"  {words('floor')}: {protection.floor.in_language(words.ui)}"
    if standing.rung:
        yield f"  {words('rung')}: {printable(standing.rung)}"
    for quote in standing.evidence:
        place = f" ({name(clauses[quote.clause])})" if quote.clause in clauses else ""
        yield f"  “{printable(quote.quote)}”{place}"
    for one in standing.missing:
        yield f"  {words('missing')}: {printable(one)}"
    yield ""
