"""A clause through many versions: only by what was compared, whatever its number became."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausediff.lineage import find, in_order, trace, trace_protection
from clausediff.lineage.address import parse
from clausediff.lineage.chain import neighbours
from clausediff.model.contract import Clause, Contract, Kind
from clausediff.model.source import SourceInfo
from tests.recorded import compared, contract, finding

V1 = contract("v1", "1.|Er is een audit.", "2.|De verwerker zwijgt over alles wat hij weet.")
V2 = contract("v2", "1.|Begrippen.", "2.|Er is elk jaar een audit.")
V3 = contract(
    "v3", "1.|Begrippen.", "2.|Elk jaar.", "3.|Een audit.", "4.|De verwerker zwijgt over alles wat hij weet."
)
ONE_TWO = compared(V1, V2, ">c1", "c1>c2", "c2>", findings=[finding("d2", "audit", "elk jaar")])
TWO_THREE = compared(V2, V3, "c1>c1", "c2>c2,c3", ">c4")


def ids(stages: object) -> list[list[str]]:
    return [[clause.id for clause in stage.clauses] for stage in stages]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("document", "clause"), [(V1, "c1"), (V2, "c2")])
def test_a_clause_is_followed_both_ways_past_its_number(document: Contract, clause: str) -> None:
    stages = trace([ONE_TWO, TWO_THREE], document.source.sha256, clause)
    assert [stage.document.name for stage in stages] == ["v1", "v2", "v3"]
    assert ids(stages) == [["c1"], ["c2"], ["c2", "c3"]]
    assert [str(change.status) for stage in stages for row in stage.arrivals for change in row.changes] == [
        "reworded",
        "split",
    ]


def test_half_of_a_split_does_not_drag_the_other_half_along() -> None:
    assert ids(trace([ONE_TWO, TWO_THREE], V3.source.sha256, "c3")) == [["c1"], ["c2"], ["c3"]]


def test_findings_stand_where_the_clause_changed() -> None:
    stages = trace([ONE_TWO, TWO_THREE], V1.source.sha256, "c1")
    assert [[row.id for arrival in stage.arrivals for row in arrival.findings] for stage in stages] == [
        [],
        ["f1"],
        [],
    ]


@pytest.mark.parametrize(("document", "clause"), [(V1, "c2"), (V3, "c4")])
def test_a_text_that_goes_and_comes_back_is_a_return(document: Contract, clause: str) -> None:
    stages = trace([ONE_TWO, TWO_THREE], document.source.sha256, clause)
    assert ids(stages) == [["c2"], [], ["c4"]]
    assert stages[2].returned == V1.source.sha256
    assert [change.status for change in stages[1].arrivals[0].changes] == ["removed"]


def test_an_edited_text_and_a_heading_that_come_back_are_returns_and_a_few_words_are_not() -> None:
    lost = ("1.|Verwerker meldt elk lek binnen twee dagen aan de opdrachtgever.", "2.|Toezicht", "3.|Naam:")
    back = ("1.|Verwerker meldt elk lek binnen drie dagen aan de opdrachtgever.", "2.|Toezicht", "3.|Naam:")
    old, gone, new = contract("o", *lost), contract("g", "1.|Begrippen."), contract("n", *back)
    old, new = (
        replace(
            row,
            clauses=(row.clauses[0], replace(row.clauses[1], heading="Toezicht", text=""), row.clauses[2]),
        )
        for row in (old, new)
    )
    steps = [compared(old, gone, "c1>", "c2>", "c3>", ">c1"), compared(gone, new, "c1>", ">c1", ">c2", ">c3")]
    for clause, expected in (("c1", ["c1"]), ("c2", ["c2"]), ("c3", [])):
        last = trace(steps, old.source.sha256, clause)[-1]
        assert [row.id for row in last.clauses] == expected
        assert (last.returned == old.source.sha256) is bool(expected)


def test_versions_that_were_not_compared_are_not_linked() -> None:
    assert [stage.document.name for stage in trace([ONE_TWO], V1.source.sha256, "c1")] == ["v1", "v2"]
    apart = compared(contract("x", "1.|a"), contract("y", "1.|a"), "c1>c1")
    assert [stage.document.name for stage in trace([ONE_TWO, apart], V1.source.sha256, "c1")] == ["v1", "v2"]


def test_the_long_way_is_taken_where_a_short_cut_was_compared_too() -> None:
    assert neighbours([("1", "3"), ("1", "2"), ("2", "3")]) == (1, 2)


def test_a_comparison_the_other_way_round_does_not_turn_time() -> None:
    pairs = [("1", "2"), ("2", "1"), ("2", "3"), ("3", "1"), ("2", "2")]
    assert neighbours(pairs) == (0, 2)
    assert in_order(pairs) == ("1", "2", "3")


def test_versions_are_put_in_order_however_they_were_recorded() -> None:
    assert in_order([("3", "4"), ("1", "2"), ("2", "3")]) == ("1", "2", "3", "4")


def test_the_same_pair_compared_again_counts_once_and_the_latest() -> None:
    assert neighbours([("1", "2"), ("1", "2")]) == (1,)


def test_another_reading_of_the_same_file_is_bridged_by_address_and_words() -> None:
    shifted = replace(
        V2,
        clauses=(
            Clause("c1", None, Kind.PREAMBLE, 1, None, "¶1", None, "Aanhef."),
            *(replace(row, id=f"c{number}") for number, row in enumerate(V2.clauses, 2)),
        ),
    )
    later = compared(shifted, V3, "c1>", "c2>c1", "c3>c2,c3", ">c4")
    assert ids(trace([ONE_TWO, later], V1.source.sha256, "c1")) == [["c1"], ["c3"], ["c2", "c3"]]


def test_a_protection_has_its_level_in_every_version() -> None:
    stages = trace_protection([ONE_TWO, TWO_THREE], "audit")
    assert [stage.document.name for stage in stages] == ["v1", "v2", "v3"]
    assert [stage.standing.level for stage in stages if stage.standing] == ["meets", "meets", "beyond"]
    assert [[row.id for row in stage.findings] for stage in stages] == [[], ["f1"], []]


def test_what_changed_under_a_clause_is_told_with_it() -> None:
    old = tree(
        ("1", "1.", "operative", "Audit"), ("1 > a", "a.", "item", None), ("2", "2.", "operative", None)
    )
    new = replace(
        old,
        source=SourceInfo("u", "1", "text/plain"),
        clauses=tuple(replace(row, text=row.text.replace("tekst 2", "anders")) for row in old.clauses),
    )
    stages = trace([compared(old, new, "c1>c1", "c2>c2", "c3>c3")], "1", "c1")
    assert [[change.new for change in row.under] for row in stages[1].arrivals] == [[("c2",)]]


def tree(*rows: tuple[str, str | None, str, str | None]) -> Contract:
    """A contract from (path, label, kind, heading); a row's parent is the row whose path leads to it."""
    made: dict[str, Clause] = {}
    for number, (path, label, kind, heading) in enumerate(rows, 1):
        above = path.rpartition(" > ")[0]
        parent = made[above].id if above else None
        made[path] = Clause(
            f"c{number}", parent, Kind(kind), path.count(">") + 1, label, path, heading, f"tekst {number}"
        )
    return Contract(SourceInfo("t", "0", "text/plain"), "nl", None, tuple(made.values()))


AGREEMENT = tree(
    ("Artikel 5", "Artikel 5", "operative", "Subverwerkers"),
    ("Artikel 5 > 5.1", "5.1", "operative", None),
    ("Artikel 5 > 5.2", "5.2", "operative", None),
    ("Artikel 5 > 5.2 > a", "a.", "item", None),
    ("Artikel 5 > 5.2 > b", "b.", "item", None),
    ("Artikel 6", "Artikel 6", "operative", "Audit en controle"),
    ("Artikel 6 > 1", "1.", "operative", None),
    ("Artikel 6 > 2", "2.", "operative", None),
    ("Bijlage 1", "Bijlage 1", "annex", "Beveiliging"),
    ("Bijlage 1 > 1", "1.", "operative", None),
    ("Bijlage 1 > 5.2", "5.2", "operative", None),
    ("Slotbepalingen", None, "heading", "Slotbepalingen"),
)


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ("c3", ["Artikel 5 > 5.2"]),
        ("Artikel 5", ["Artikel 5"]),
        ("art. 5", ["Artikel 5"]),
        ("5", ["Artikel 5"]),
        ("5.2", ["Artikel 5 > 5.2"]),
        ("Artikel 5.2", ["Artikel 5 > 5.2"]),
        ("artikel 5 lid 2", ["Artikel 5 > 5.2"]),
        ("artikel 5, tweede lid", ["Artikel 5 > 5.2"]),
        ("5.2 onder b", ["Artikel 5 > 5.2 > b"]),
        ("5.2(b)", ["Artikel 5 > 5.2 > b"]),
        ("artikel 5 lid 2 sub a", ["Artikel 5 > 5.2 > a"]),
        ("section 5.2(a)", ["Artikel 5 > 5.2 > a"]),
        ("artikel 6 lid 2", ["Artikel 6 > 2"]),
        ("6.2", ["Artikel 6 > 2"]),
        ("bijlage 1", ["Bijlage 1"]),
        ("bijlage 1, artikel 5.2", ["Bijlage 1 > 5.2"]),
        ("Annex 1 > 1", ["Bijlage 1 > 1"]),
        ("subverwerkers", ["Artikel 5"]),
        ("slotbepalingen", ["Slotbepalingen"]),
        ("controle", ["Artikel 6"]),
        ("Artikel 5 > 5.2 > a", ["Artikel 5 > 5.2 > a"]),
        ("9.9", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_clause_is_found_by_what_a_reader_calls_it(asked: str, paths: list[str]) -> None:
    assert [clause.path for clause in find(AGREEMENT, asked)] == paths


def test_an_ambiguous_number_gives_every_clause_that_has_it() -> None:
    assert [clause.path for clause in find(AGREEMENT, "onder a")] == ["Artikel 5 > 5.2 > a"]
    assert [clause.path for clause in find(AGREEMENT, "1")] == ["Artikel 5 > 5.1", "Artikel 6 > 1"]


def test_words_that_are_no_address_are_not_read_as_one() -> None:
    assert parse("verwerking van persoonsgegevens") is None
    assert parse("audit") in (None, ("audit",))
    assert parse("artikel 28, derde lid, onder h") == ("28", "3", "h")
