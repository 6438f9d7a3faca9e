"""Standard terms and overlay as a reader sees them, gathered once for every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clausediff.model.comparison import Level
from clausediff.model.contract import Clause, Contract
from clausediff.model.layers import (
    Layer,
    LayerQuote,
    Layers,
    LayerSide,
    LayerVerdict,
    Precedence,
    PrecedenceClaim,
    Prevails,
    Side,
)
from clausediff.report.build import document_view, notes_of, warning_notes
from clausediff.report.context import LEVELS
from clausediff.report.names import by_id, legal_basis, name, printable
from clausediff.report.ui import Ui, Words
from clausediff.report.unjudged import unjudged_layers
from clausediff.report.view import Badge, Count, DocumentView, LevelView, Note

NEITHER = "neither"
"""Kind of a row on which neither document says anything; its verdict is ``silent``."""
ORDER = ("beyond-standard", "below-standard", "undetermined", "equal", "silent", NEITHER)
SIGNS = {
    "beyond-standard": "▲",
    "below-standard": "▼",
    "undetermined": "?",
    "equal": "=",
    "silent": "○",
    NEITHER: "–",
}
BEYOND_AVG = "★"


@dataclass(frozen=True, slots=True)
class LayerQuoteView:
    """Evidence with the words in it that decided, its place, and its language for a reader's voice."""

    before: str
    focus: str
    after: str
    place: str
    lang: str

    @property
    def text(self) -> str:
        """The whole quote."""
        return self.before + self.focus + self.after


@dataclass(frozen=True, slots=True)
class Fact:
    """What one document says on one aspect, in words; ``differs`` if the other document does not say it."""

    aspect: str
    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class LayerSideView:
    """One document's cell of the matrix."""

    level: LevelView
    rung: str
    facts: tuple[Fact, ...]
    quotes: tuple[LayerQuoteView, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One protection: floor, standard, overlay, verdict. ``beyond_avg`` is empty or the words for it."""

    anchor: str
    name: str
    article: str
    floor: str
    standard: LayerSideView
    overlay: LayerSideView
    verdict: Badge
    beyond_avg: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A precedence clause: who says what, with the quote."""

    says: str
    quote: LayerQuoteView


@dataclass(frozen=True, slots=True)
class LayersView:
    """A whole report, in the order in which it is read; ``filters`` count the verdicts that occur."""

    ui: Ui
    title: str
    headline: tuple[str, ...]
    standard: DocumentView
    overlay: DocumentView
    precedence: Badge
    claims: tuple[ClaimView, ...]
    filters: tuple[Count, ...]
    rows: tuple[LayerRow, ...]
    warnings: tuple[Note, ...]
    not_read: tuple[Note, ...]
    colophon: tuple[str, ...]


def build_layers(layers: Layers, ui: Ui) -> LayersView:
    """Everything that a report in the language ``ui`` shows of two layers."""
    words = Words(ui)
    unjudged = unjudged_layers(layers, words)
    rows = () if unjudged else _Rows(layers, words).rows()
    return LayersView(
        ui=ui,
        title=words("layers"),
        headline=(unjudged,) if unjudged else _headline(layers, words),
        standard=document_view(words, layers.standard, "standard"),
        overlay=document_view(words, layers.overlay, "overlay"),
        precedence=_precedence(layers.precedence, words, judged=not unjudged),
        claims=tuple(_claim(one, layers, words) for one in layers.precedence.claims),
        filters=_filters(rows, words) if rows else (),
        rows=rows,
        warnings=_warnings(layers, words),
        not_read=tuple(note for side in (layers.standard, layers.overlay) for note in _not_read(side, words)),
        colophon=colophon(layers, words),
    )


def colophon(layers: Layers, words: Words) -> tuple[str, ...]:
    """What the report says of itself."""
    keys = ("colophon_layers", "colophon_advice", "colophon_view", "colophon_models", "colophon_made")
    version = layers.catalogue.version
    unjudged = unjudged_layers(layers, words)
    judged = words("colophon_no_catalogue") if unjudged else words("colophon_catalogue", version=version)
    return (*(words(key) for key in keys[:2]), judged, *(words(key) for key in keys[2:]))


def kind_of(layer: Layer) -> str:
    """The verdict as rows are sorted and filtered by it: silence of both documents apart."""
    silent = layer.verdict is LayerVerdict.SILENT
    neither = silent and layer.standard.standing.level is Level.ABSENT
    return NEITHER if neither else layer.verdict.value


class _Rows:
    """Makes the rows of the matrix."""

    def __init__(self, layers: Layers, words: Words) -> None:
        self._layers = layers
        self._words = words
        self._catalogue = {one.id: one for one in layers.catalogue.protections}
        self._clauses = {"standard": by_id(layers.standard), "overlay": by_id(layers.overlay)}
        self._langs = {"standard": _lang(layers.standard), "overlay": _lang(layers.overlay)}

    def rows(self) -> tuple[LayerRow, ...]:
        """Every protection of the catalogue once, in its order."""
        return tuple(self._row(layer) for layer in self._layers.rows)

    def _row(self, layer: Layer) -> LayerRow:
        known = self._catalogue.get(layer.protection)
        ui, kind = self._words.ui, kind_of(layer)
        return LayerRow(
            anchor=f"p-{layer.protection}",
            name=known.name.in_language(ui) if known else layer.protection,
            article=legal_basis(known.article, self._words) if known else "",
            floor=known.floor.in_language(ui) if known else "",
            standard=self._side(layer, "standard"),
            overlay=self._side(layer, "overlay"),
            verdict=Badge(kind, self._words(f"verdict.{kind}")),
            beyond_avg=self._words("level.beyond") if layer.beyond_avg else "",
            reason=printable(layer.reason),
        )

    def _side(self, layer: Layer, side: Side) -> LayerSideView:
        own: LayerSide = layer.standard if side == "standard" else layer.overlay
        other = layer.overlay if side == "standard" else layer.standard
        alone = other.standing.level is Level.ABSENT
        differing = {one.aspect for one in (own.readings if alone else layer.differences)}
        standing = own.standing
        facts = tuple(_facts(own, differing))
        level = self._words(f"level.{standing.level.value}")
        return LayerSideView(
            level=LevelView(standing.level.value, level, LEVELS.index(standing.level)),
            rung=_step(printable(standing.rung), level, facts),
            facts=facts,
            quotes=tuple(
                quote_view(one, self._clauses[side], self._langs[side])
                for one in layer.evidence
                if one.side == side
            ),
            missing=tuple(printable(one) for one in standing.missing),
        )


def _step(rung: str, level: str, facts: tuple[Fact, ...]) -> str:
    """The step of the ladder, unless the level or the facts already say all of it."""
    rest = _english_name(rung).replace(_english_name(level), "")
    for fact in sorted(facts, key=lambda one: -len(one.words)):
        rest = rest.replace(_english_name(fact.words), "")
    return rung if rest.strip(" ,") else ""


def _english_name(text: str) -> str:
    """With one name of the law, whichever language it was named in."""
    return text.replace("AVG", "GDPR")


def _facts(side: LayerSide, differing: set[str]) -> Iterable[Fact]:
    """A document's readings, several of one aspect in one line."""
    told: dict[str, list[str]] = {}
    for reading in side.readings:
        told.setdefault(reading.aspect, []).append(printable(reading.words))
    return (Fact(aspect, ", ".join(words), aspect in differing) for aspect, words in told.items())


def quote_view(quote: LayerQuote, clauses: dict[str, Clause], lang: str) -> LayerQuoteView:
    """A quote with the words that decided set apart."""
    start = quote.quote.find(quote.focus) if quote.focus else -1
    end = start + len(quote.focus)
    text = printable(quote.quote)
    place = name(clauses[quote.clause]) if quote.clause in clauses else ""
    if start < 0:
        return LayerQuoteView(text, "", "", place, lang)
    return LayerQuoteView(text[:start], text[start:end], text[end:], place, lang)


def _lang(contract: Contract) -> str:
    return "" if contract.language == "und" else contract.language


def _headline(layers: Layers, words: Words) -> tuple[str, ...]:
    """What a decision-maker reads first."""
    found = Counter(kind_of(row) for row in layers.rows)
    counts = (
        ("layers_beyond", found["beyond-standard"]),
        ("layers_avg", sum(row.beyond_avg for row in layers.rows)),
        ("layers_below", found["below-standard"]),
        ("layers_open", found["undetermined"]),
        ("layers_equal", found["equal"]),
        ("layers_silent", found["silent"]),
        ("layers_neither", found[NEITHER]),
    )
    return tuple(words.count(key, number) for key, number in counts if number)


def _filters(rows: tuple[LayerRow, ...], words: Words) -> tuple[Count, ...]:
    found = Counter(row.verdict.kind for row in rows)
    counts = [Count("all", len(rows), words("filter.all"), "all")]
    counts += [Count(kind, found[kind], words(f"verdict.{kind}"), kind) for kind in ORDER if found[kind]]
    beyond = sum(bool(row.beyond_avg) for row in rows)
    return (*counts, *([Count("avg", beyond, words("level.beyond"), "avg")] if beyond else []))


def _precedence(precedence: Precedence, words: Words, *, judged: bool) -> Badge:
    """Which text prevails, in a sentence."""
    if precedence.prevails is not Prevails.OPEN:
        key = precedence.prevails.value
    elif not precedence.claims:
        key = "none" if judged else "unjudged"
    else:
        key = "both" if all(claim.own for claim in precedence.claims) else "unsettled"
    return Badge(key, words(f"prevails.{key}"))


def _claim(claim: PrecedenceClaim, layers: Layers, words: Words) -> ClaimView:
    contract = layers.standard if claim.side == "standard" else layers.overlay
    quote = LayerQuote(claim.side, claim.clause, claim.quote)
    says = words(f"claim.{claim.side}.{'own' if claim.own else 'other'}")
    return ClaimView(says, quote_view(quote, by_id(contract), _lang(contract)))


def _warnings(layers: Layers, words: Words) -> tuple[Note, ...]:
    sides = layers.standard, layers.overlay
    return (
        *warning_notes(layers.warnings, "", words),
        *(note for side in sides for note in warning_notes(side.warnings, side.source.name, words)),
    )


def _not_read(contract: Contract, words: Words) -> Iterable[Note]:
    file = printable(contract.source.name)
    return (
        Note(note.what, f"{file}: {note.where}", note.text) for note in notes_of(contract.not_read, words)
    )
