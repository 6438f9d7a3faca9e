"""Which clause continues as which: small agreements with one change each."""

from __future__ import annotations

from clausediff.model.comparison import ClauseChange, Comparison, Status
from tests.invariants_diff import assert_comparison_holds, assert_identical, assert_mirror, compared
from tests.outline import outline

BASE = """
[Artikel 1] <Begrippen>
  [1.1] In deze overeenkomst hebben de begrippen de betekenis van de verordening.
[Artikel 2] <Doel van de verwerking>
  [2.1] Verwerker verwerkt persoonsgegevens uitsluitend in opdracht van de verantwoordelijke.
  [2.2] Verwerker gebruikt de gegevens niet voor:
    [a.] profilering;
    [b.] reclame;
    [c.] marktonderzoek.
[Artikel 3] <Beveiliging>
  [3.1] Verwerker treft passende technische en organisatorische maatregelen.
  [3.2] Verwerker meldt een inbreuk binnen 48 uur na ontdekking aan de verantwoordelijke.
[Artikel 4] <Controle>
  [4.1] Verantwoordelijke mag jaarlijks een onafhankelijke audit laten uitvoeren.
  [4.2] De kosten van de audit komen voor rekening van de verantwoordelijke.
[Artikel 5] <Einde>
  [5.1] Na afloop wist verwerker alle gegevens en alle bestaande kopieën.
"""


def changed(old: str, new: str) -> Comparison:
    one, two = outline(old), outline(new)
    comparison = compared(one, two)
    assert_comparison_holds(comparison)
    assert_mirror(comparison, compared(two, one))
    return comparison


def entry(comparison: Comparison, path: str) -> ClauseChange:
    new = next((clause.id for clause in comparison.new.clauses if clause.path == path), None)
    if new is not None:
        return next(change for change in comparison.changes if new in change.new)
    old = next(clause.id for clause in comparison.old.clauses if clause.path == path)
    return next(change for change in comparison.changes if old in change.old)


def only(comparison: Comparison, status: Status) -> list[str]:
    """Paths of the clauses in the entries of one status."""
    paths = {clause.id: clause.path for clause in comparison.new.clauses}
    olds = {clause.id: clause.path for clause in comparison.old.clauses}
    return [
        (paths[change.new[0]] if change.new else olds[change.old[0]])
        for change in comparison.changes
        if change.status is status
    ]


def test_a_contract_against_itself_is_unchanged() -> None:
    assert_identical(changed(BASE, BASE))


def test_an_inserted_article_is_one_addition_and_renumbers_the_rest() -> None:
    new = (
        BASE.replace("[Artikel 5] <Einde>\n  [5.1]", "[Artikel 6] <Einde>\n  [6.1]")
        .replace(
            "[Artikel 4] <Controle>\n  [4.1]",
            "[Artikel 4] <Subverwerkers>\n  [4.1] Verwerker schakelt geen derde in zonder toestemming.\n"
            "[Artikel 5] <Controle>\n  [5.1]",
        )
        .replace("[4.2] De kosten", "[5.2] De kosten")
    )
    comparison = changed(BASE, new)
    assert only(comparison, Status.ADDED) == ["Artikel 4", "Artikel 4 > 4.1"]
    rest = [change for change in comparison.changes if change.status is not Status.ADDED]
    assert {change.status for change in rest} == {Status.UNCHANGED}
    assert not any(change.relocated for change in rest)
    assert sum(change.renumbered for change in rest) == 5


def test_an_inserted_list_item_shifts_letters_only() -> None:
    new = BASE.replace(
        "[a.] profilering;\n    [b.] reclame;\n    [c.]",
        "[a.] data-analyse;\n    [b.] profilering;\n    [c.] reclame;\n    [d.]",
    )
    comparison = changed(BASE, new)
    assert only(comparison, Status.ADDED) == ["Artikel 2 > 2.2 > a"]
    assert entry(comparison, "Artikel 2 > 2.2 > d").renumbered
    assert not any(change.relocated for change in comparison.changes)


def test_a_changed_period_is_the_same_clause() -> None:
    comparison = changed(BASE, BASE.replace("binnen 48 uur", "binnen 24 uur"))
    assert only(comparison, Status.REWORDED) == ["Artikel 3 > 3.2"]


def test_of_two_articles_that_swapped_the_shorter_moved_and_took_its_clauses_along() -> None:
    head, rest = BASE.split("[Artikel 3]")
    three, tail = ("[Artikel 3]" + rest).split("[Artikel 4]")
    four, five = ("[Artikel 4]" + tail).split("[Artikel 5]")
    swapped = four.replace("rtikel 4", "rtikel 3") + three.replace("rtikel 3", "rtikel 4")
    new = head + swapped + "[Artikel 5]" + five
    comparison = changed(BASE, new)
    moved = [change for change in comparison.changes if change.relocated]
    assert len(moved) == 3
    section = next(change for change in moved if change.moved_with is None)
    assert {change.moved_with for change in moved if change is not section} == {section.id}


def test_numbers_turned_into_headings_move_nothing() -> None:
    new = """
    <Begrippen>
      In deze overeenkomst hebben de begrippen de betekenis van de verordening.
    <Gegevens>
      <Doel van de verwerking>
        Verwerker verwerkt persoonsgegevens uitsluitend in opdracht van de verantwoordelijke.
        Verwerker gebruikt de gegevens niet voor:
          profilering;
          reclame;
          marktonderzoek.
      <Beveiliging>
        Verwerker treft passende technische en organisatorische maatregelen.
        Verwerker meldt een inbreuk binnen 48 uur na ontdekking aan de verantwoordelijke.
    <Controle>
      Verantwoordelijke mag jaarlijks een onafhankelijke audit laten uitvoeren.
      De kosten van de audit komen voor rekening van de verantwoordelijke.
    <Einde>
      Na afloop wist verwerker alle gegevens en alle bestaande kopieën.
    """
    comparison = changed(BASE, new)
    assert only(comparison, Status.ADDED) == ["Gegevens"]
    assert not any(change.relocated for change in comparison.changes)
    assert all(change.renumbered for change in comparison.changes if change.status is not Status.ADDED)


def test_unrelated_clauses_are_not_matched() -> None:
    new = BASE.replace(
        "Na afloop wist verwerker alle gegevens en alle bestaande kopieën.",
        "Nederlands recht beheerst dit contract en de rechtbank Den Haag is bevoegd.",
    ).replace("<Einde>", "<Toepasselijk recht>")
    comparison = changed(BASE, new)
    assert "Artikel 5 > 5.1" in only(comparison, Status.ADDED)
    assert "Artikel 5 > 5.1" in only(comparison, Status.REMOVED)
