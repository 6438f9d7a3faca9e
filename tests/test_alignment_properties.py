"""Laws that hold for every pair of agreements: generated ones here, real ones in ``test_pairs``."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clausediff.model.comparison import Status
from clausediff.model.contract import Clause, Contract, Kind
from clausediff.model.source import SourceInfo
from tests.invariants_diff import assert_comparison_holds, assert_identical, assert_mirror, compared

SUBJECTS = ["Verwerker", "Verantwoordelijke", "De toezichthouder", "Subverwerker", "De auditor", "Partij"]
VERBS = ["meldt", "wist", "bewaart", "controleert", "beveiligt", "vergoedt", "verstrekt", "weigert"]
OBJECTS = ["de gegevens", "het incident", "de rapportage", "de kosten", "een kopie", "het verzoek"]
TAILS = [
    "binnen 48 uur",
    "op verzoek",
    "zonder onredelijke vertraging",
    "na schriftelijke toestemming",
    "in de Europese Unie",
    "op eigen kosten",
    "voor zover nodig",
    "tenzij de wet anders bepaalt",
]
BOILERPLATE = "Het bepaalde in deze overeenkomst is van overeenkomstige toepassing."

Article = tuple[str, tuple[str, ...]]
"""Heading and the texts of the sub-clauses."""


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = [draw(st.sampled_from(pool)) for pool in (SUBJECTS, VERBS, OBJECTS, TAILS)]
    return f"{' '.join(words)} {draw(st.text(string.ascii_lowercase, min_size=6, max_size=9))}."


@st.composite
def articles(draw: st.DrawFn) -> Article:
    heading = draw(st.text(string.ascii_lowercase, min_size=5, max_size=12)).capitalize()
    texts = draw(st.lists(sentences() | st.just(BOILERPLATE), min_size=1, max_size=4))
    return heading, tuple(texts)


def agreements(least: int = 2, most: int = 7) -> st.SearchStrategy[list[Article]]:
    return st.lists(articles(), min_size=least, max_size=most, unique_by=lambda article: article[0])


def contract(parts: list[Article], letters: bool = False) -> Contract:
    clauses: list[Clause] = []
    for number, (heading, texts) in enumerate(parts, start=1):
        label = f"{string.ascii_uppercase[number - 1]}." if letters else f"Artikel {number}"
        article = f"c{len(clauses) + 1}"
        clauses.append(Clause(article, None, Kind.OPERATIVE, 1, label, label, heading, ""))
        for place, text in enumerate(texts, start=1):
            own = f"({string.ascii_lowercase[place - 1]})" if letters else f"{number}.{place}"
            path = f"{label} > {own}"
            clauses.append(Clause(f"c{len(clauses) + 1}", article, Kind.OPERATIVE, 2, own, path, None, text))
    return Contract(SourceInfo("generated", "0" * 64, "text/plain"), "nl", None, tuple(clauses))


@settings(max_examples=60, deadline=None)
@given(agreements(1), agreements(1))
def test_any_two_agreements_give_a_partition_that_rebuilds_and_mirrors(
    one: list[Article], two: list[Article]
) -> None:
    old, new = contract(one), contract(two)
    comparison = compared(old, new)
    assert_comparison_holds(comparison)
    assert_mirror(comparison, compared(new, old))


@settings(max_examples=60, deadline=None)
@given(agreements(2), agreements(1, 3), st.data())
def test_related_agreements_mirror(one: list[Article], more: list[Article], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(one))[: len(one) - 1]
    words = data.draw(st.sampled_from(TAILS))
    edited = [
        (heading, tuple(text.replace("binnen 48 uur", words) for text in texts)) for heading, texts in mixed
    ]
    old, new = contract(one), contract(edited + more)
    comparison = compared(old, new)
    assert_comparison_holds(comparison)
    assert_mirror(comparison, compared(new, old))


@settings(max_examples=40, deadline=None)
@given(agreements(1))
def test_an_agreement_against_itself_is_unchanged(parts: list[Article]) -> None:
    assert_identical(compared(contract(parts), contract(parts)))


@settings(max_examples=60, deadline=None)
@given(agreements(2), agreements(1, 3), st.data())
def test_inserted_articles_are_additions_and_renumber_only(
    parts: list[Article], more: list[Article], data: st.DataObject
) -> None:
    more = [(f"Nieuw {heading}", tuple(f"Xx{text}" for text in texts)) for heading, texts in more]
    more = [article for article in more if not any(text.startswith("XxHet") for text in article[1])]
    at = data.draw(st.integers(0, len(parts)))
    comparison = compared(contract(parts), contract(parts[:at] + more + parts[at:]))
    added = [change for change in comparison.changes if change.status is Status.ADDED]
    rest = [change for change in comparison.changes if change.status is not Status.ADDED]
    assert_comparison_holds(comparison)
    assert len(added) == sum(1 + len(texts) for _, texts in more)
    assert {change.status for change in rest} <= {Status.UNCHANGED}
    assert not any(change.relocated or change.retitled for change in rest)
    after = sum(1 + len(texts) for _, texts in parts[at:])
    assert sum(change.renumbered for change in rest) == (after if more else 0)


@settings(max_examples=60, deadline=None)
@given(agreements(2), st.data())
def test_shuffled_articles_are_relocated_and_nothing_else(parts: list[Article], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(parts))
    comparison = compared(contract(parts), contract(shuffled))
    assert_comparison_holds(comparison)
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}
    assert not any(change.retitled for change in comparison.changes)
    assert any(change.relocated for change in comparison.changes) == (shuffled != parts)


@settings(max_examples=60, deadline=None)
@given(agreements(2), st.data())
def test_of_two_articles_that_swapped_the_shorter_one_moved(
    parts: list[Article], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(parts) - 2))
    swapped = [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]
    sizes = [_size(part) for part in parts[at : at + 2]]
    comparison = compared(contract(parts), contract(swapped))
    headings = {clause.id: clause.heading for clause in comparison.new.clauses}
    roots = [change for change in comparison.changes if change.relocated and change.moved_with is None]
    assert len(roots) == 1
    if sizes[0] != sizes[1]:
        assert headings[roots[0].new[0]] == parts[at + (sizes[1] < sizes[0])][0]
    along = sum(change.moved_with == roots[0].id for change in comparison.changes)
    assert along == len(next(texts for heading, texts in parts if heading == headings[roots[0].new[0]]))
    assert not any(
        change.relocated for change in comparison.changes if change not in roots and not change.moved_with
    )


def _size(part: Article) -> int:
    """Words of an article, as the alignment weighs them."""
    return sum(max(1, len(text.split())) for text in (part[0], *part[1]))


@settings(max_examples=40, deadline=None)
@given(agreements(2), st.data())
def test_removed_articles_are_removals_and_renumber_only(parts: list[Article], data: st.DataObject) -> None:
    parts = [(heading, tuple(f"{heading} {text}" for text in texts)) for heading, texts in parts]
    kept = [part for part in parts if data.draw(st.booleans())]
    comparison = compared(contract(parts), contract(kept))
    assert_comparison_holds(comparison)
    gone = sum(1 + len(texts) for heading, texts in parts if (heading, texts) not in kept)
    assert sum(change.status is Status.REMOVED for change in comparison.changes) == gone
    rest = [change for change in comparison.changes if change.status is not Status.REMOVED]
    assert {change.status for change in rest} <= {Status.UNCHANGED}
    assert not any(change.relocated or change.retitled for change in rest)


@settings(max_examples=40, deadline=None)
@given(agreements(1))
def test_numbers_turned_into_letters_renumber_everything_and_nothing_else(parts: list[Article]) -> None:
    comparison = compared(contract(parts), contract(parts, letters=True))
    assert_comparison_holds(comparison)
    for change in comparison.changes:
        assert change.status is Status.UNCHANGED
        assert change.renumbered
        assert not (change.relocated or change.retitled)


@settings(max_examples=40, deadline=None)
@given(agreements(2))
def test_a_new_parent_around_everything_moves_nothing(parts: list[Article]) -> None:
    plain = contract(parts)
    shift = {clause.id: f"c{place + 2}" for place, clause in enumerate(plain.clauses)}
    wrapped = [Clause("c1", None, Kind.HEADING, 1, None, "Deel", "Deel een", "")] + [
        replace(
            clause,
            id=shift[clause.id],
            parent="c1" if clause.parent is None else shift[clause.parent],
            level=clause.level + 1,
        )
        for clause in plain.clauses
    ]
    comparison = compared(plain, replace(plain, clauses=tuple(wrapped)))
    assert [change.new for change in comparison.changes if change.status is Status.ADDED] == [("c1",)]
    assert not any(change.relocated or change.renumbered for change in comparison.changes)
