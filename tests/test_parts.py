"""Documents in two languages, and references into annexes and codes."""

from __future__ import annotations

import pytest

from clausediff.pipeline import compare_contracts
from clausediff.settings import Settings
from tests.build import contract

_DUTCH = (
    "De verwerker verwerkt de gegevens niet voor een ander doel dan dat de "
    "verwerkingsverantwoordelijke heeft gegeven, en hij doet dat op de wijze die in deze "
    "overeenkomst is beschreven en niet anders, tenzij de wet het hem oplegt. Van een inbreuk stelt "
    "hij de verwerkingsverantwoordelijke binnen 24 uur op de hoogte."
)
_ENGLISH = (
    "The processor shall notify the controller of a personal data breach within 48 hours after "
    "becoming aware of it, and it shall not process the personal data for any other purpose than "
    "those that are set out in this agreement, unless the law requires it to do so."
)
_GERMAN = (
    "Der Auftragsverarbeiter verarbeitet die Daten nicht für andere Zwecke und er wird dem "
    "Verantwortlichen auf dem vereinbarten Weg melden, ob die Maßnahmen mit dem Anhang vereinbar "
    "sind oder nicht, und er ist für die Schäden verantwortlich, die von ihm bei der Verarbeitung "
    "verursacht werden."
)


def _mixed(part: str) -> str:
    return f"Artikel 1. Doel\n{_DUTCH}\nArtikel 2. Duur\n{_DUTCH}\nBijlage 1. Deel\n{part}"


def test_an_annex_in_another_language_is_a_part_of_its_own() -> None:
    mixed = contract(_mixed(_ENGLISH))
    assert mixed.language == "nl"
    annex = next(clause for clause in mixed.clauses if clause.label == "Bijlage 1.")
    assert [(part.clause, part.language) for part in mixed.parts] == [(annex.id, "en")]
    languages = mixed.languages()
    assert {languages[clause.id] for clause in mixed.clauses if annex.id in (clause.id, clause.parent)} == {
        "en"
    }
    assert not contract(_mixed(_DUTCH)).parts


def test_a_part_is_judged_in_its_own_language() -> None:
    old, new = contract(_mixed(_ENGLISH)), contract(_mixed(_ENGLISH.replace("48 hours", "96 hours")))
    findings = compare_contracts(old, new, Settings()).findings
    assert [(one.protection, one.effect) for one in findings] == [("breach-notification", "weakened")]


def test_a_part_that_cannot_be_judged_is_said_so() -> None:
    old = contract(_mixed(_GERMAN))
    warnings = compare_contracts(old, old, Settings()).warnings
    assert [one.slug for one in warnings] == ["language-not-judged"] * 2


_REFERRING = """
# Overeenkomst
Artikel 1. Doel
1.1 Eerste.
Artikel 2. Slot
2.1 Zie {}.
Bijlage 2. Verwerkingen
Onderdeel A. Doelen
Tekst.
Onderdeel C. Termijnen
Tekst.
Schedule 3. Clauses
Clause 1 Purpose
(a) one;
(b) two.
"""


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("Bijlage 2, onderdeel C", ["Bijlage 2 > Onderdeel C"]),
        ("Schedule 3, Clause 1(b)", ["Schedule 3 > Clause 1 > (b)"]),
        ("Clause 1(a) of Schedule 3", ["Schedule 3 > Clause 1 > (a)"]),
        ("Clause 1 of Schedule 3", ["Schedule 3 > Clause 1"]),
        ("artikel 1.1 van deze overeenkomst", ["Artikel 1 > 1.1"]),
        ("Section 1798.140 of the California Civil Code", ["outside"]),
        ("artikel 7:401 BW", ["outside"]),
        ("Section 1 of the United Republic’s Federal Data (Transfer) Act", ["outside"]),
        ("Section 1 of the Shielding Tenants from Data Loss Act", ["outside"]),
        ("Sections 12-40(a)(4)-(5) of the Act", ["outside"]),
        ("Section 1 and Section 2.1 of the Records Act", ["outside", "outside"]),
        ("Section 1 and Article 2 of the Records Act", ["Artikel 1", "outside"]),
        ("Annex I, Annex II, and Annex III of the EEA SCCs", ["outside"] * 3),
        ("Section 1 and Section 2.1 of this Agreement", ["Artikel 1", "Artikel 2 > 2.1"]),
        ("Schedule III", ["Schedule 3"]),
        ("Annex XI thereto", ["outside"]),
        ("the terms “Purpose” and “Payment” have the meaning of the law", []),
    ],
)
def test_where_a_reference_leads(words: str, targets: list[str]) -> None:
    built = contract(_REFERRING.format(words))
    paths = {clause.id: clause.path for clause in built.clauses}
    holder = next(clause for clause in built.clauses if clause.label == "2.1")
    found = [one for one in built.references if one.clause == holder.id]
    assert ["outside" if one.external else paths.get(one.target or "", "?") for one in found] == targets


def test_a_heading_among_quoted_terms_is_no_term() -> None:
    text = "1. Definitions\n{1.1} **Reading these.** Words have the meanings that their form gives them.\n"
    text += "".join(
        f"{{1.{n}}} “{term}” means a thing.\n" for n, term in enumerate("Abc Bcd Cde Def Efg".split(), 2)
    )
    built = contract(text)
    assert [one.term for one in built.definitions] == "Abc Bcd Cde Def Efg".split()
    assert next(one.heading for one in built.clauses if one.label == "1.1") == "Reading these."


def test_a_date_under_the_title_heads_nothing() -> None:
    text = "**Model Agreement**\n**July 2020**\nThis text was drawn up by several towns.\n1. Scope\nText."
    built = contract(text)
    assert "July 2020" in [one.text for one in built.clauses]
    assert "July 2020" not in [one.heading for one in built.clauses]


_NESTED = """
Clause 16. Ending
(a) first;
(b) second;
(c) where:
  i. the transfer is suspended under paragraph (b);
  ii. the breach goes on;
  iii. a court orders it;
  iv. paragraphs (i) to (iii) apply together.
"""


def test_letters_and_roman_numerals_are_not_mixed_up() -> None:
    built = contract(_NESTED)
    paths = {clause.id: clause.path for clause in built.clauses}
    found = [(one.text, paths[one.target or ""]) for one in built.references]
    assert found == [
        ("paragraph (b)", "Clause 16 > (b)"),
        ("paragraphs (i) to (iii)", "Clause 16 > (c) > i"),
        ("paragraphs (i) to (iii)", "Clause 16 > (c) > ii"),
        ("paragraphs (i) to (iii)", "Clause 16 > (c) > iii"),
    ]


def test_a_range_of_letters_may_end_with_one_that_looks_roman() -> None:
    items = "\n".join(f"({letter}) item {letter};" for letter in "abcdefghi")
    built = contract(f"Clause 1. List\n{items}\nClause 2. Use\n2.1 See Clause 1(c) to (i).")
    paths = {clause.id: clause.path.rpartition(" ")[2] for clause in built.clauses}
    assert [paths[one.target or ""] for one in built.references] == [f"({letter})" for letter in "cdefghi"]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("The parties agree on this addendum (together, the “Addendum” or “DPA”).", ["Addendum", "DPA"]),
        ("“Controller,” “Processor,” and “Breach” have the meanings given to them in the law.",
         ["Controller", "Processor", "Breach"]),
        ("Terms that are not defined here, such as “data” and “controller”, have the meaning of the law. "
         "The terms “importer” and “exporter” have the meanings of the annex.",
         ["data", "controller", "importer", "exporter"]),
        ("‘the exporter’ means the party that sends the data.", ["exporter"]),
    ],
)  # fmt: skip
def test_which_terms_a_clause_defines(words: str, terms: list[str]) -> None:
    built = contract(f"1. Definitions\n1.1 {words}\n1.2 The parties meet each year.")
    assert [one.term for one in built.definitions] == terms


def test_an_abbreviation_ends_no_heading() -> None:
    built = contract("1. The Privacy Act of 2018, Cal. Civ. Code 1798 and what implements it.")
    assert built.clauses[0].heading is None


def test_a_mark_alone_is_no_heading() -> None:
    built = contract("**:**\nThe first words of this text.")
    assert [(clause.heading, clause.parent) for clause in built.clauses] == [(None, None), (None, None)]
