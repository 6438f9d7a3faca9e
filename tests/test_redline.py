"""What changed in a pair of clauses: status, facets and readable marks."""

from __future__ import annotations

import pytest

from clausediff.model.comparison import ClauseChange, Op, Status
from clausediff.redline.segments import rebuild, segments
from tests.invariants_diff import compared
from tests.outline import outline


def marked(old: str, new: str) -> str:
    """The diff with deletions as ``[-...-]`` and insertions as ``{+...+}``."""
    found = segments(old, new)
    assert rebuild(found) == (old, new)
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(marks[segment.op].format(segment.text) for segment in found)


def single(old: str, new: str, language: str = "nl") -> ClauseChange:
    """The change of one clause that stands between two others."""
    frame = "[1.] Dit is de eerste bepaling van dit contract.\n{}\n[3.] Dit is de laatste bepaling hiervan."
    comparison = compared(outline(frame.format(old), language), outline(frame.format(new), language))
    (change,) = [one for one in comparison.changes if "c2" in one.old and "c2" in one.new]
    return change


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Verwerker meldt dit binnen 48 uur na ontdekking.",
            "Verwerker meldt dit binnen 24 uur na ontdekking.",
            "Verwerker meldt dit binnen [-48 uur-]{+24 uur+} na ontdekking.",
        ),
        (
            "De boete bedraagt € 1.000.000 per jaar.",
            "De boete bedraagt € 1.500.000 per gebeurtenis.",
            "De boete bedraagt [-€ 1.000.000 per jaar-]{+€ 1.500.000 per gebeurtenis+}.",
        ),
        (
            "The parties agree within the reasonable time.",
            "The parties agree no later than the agreed time.",
            "The parties agree [-within the reasonable-]{+no later than the agreed+} time.",
        ),
        (
            "Deze overeenkomst gaat in op 1 januari 2024 en loopt drie jaar.",
            "Deze overeenkomst gaat in op 1 maart 2025 en loopt drie jaar.",
            "Deze overeenkomst gaat in op [-1 januari 2024-]{+1 maart 2025+} en loopt drie jaar.",
        ),
        (
            "The lease ends if (b) the buyer moves.",
            "The lease ends once (ii) the buyer moves.",
            "The lease ends [-if (b)-]{+once (ii)+} the buyer moves.",
        ),
        (
            "The rate is 5% of the fee.",
            "The rate is 7.5% of the fee.",
            "The rate is [-5%-]{+7.5%+} of the fee.",
        ),
    ],
)
def test_marks_fall_on_whole_words_and_phrases(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_an_inserted_sentence_is_one_mark() -> None:
    old = "Verwerker wist de gegevens. Verwerker meldt dit aan de klant."
    new = "Verwerker wist de gegevens. Verwerker wist alle kopieën. Verwerker meldt dit aan de klant."
    assert marked(old, new) == (
        "Verwerker wist de gegevens.{+ Verwerker wist alle kopieën.+} Verwerker meldt dit aan de klant."
    )


def test_utterly_different_long_texts_are_replaced_in_bounded_time() -> None:
    old = " ".join(f"een{place % 7} twee{place % 11}." for place in range(6000))
    new = " ".join(f"een{place % 5} drie{place % 13}" for place in range(6000))
    assert rebuild(segments(old, new)) == (old, new)


def test_typography_alone_is_no_change() -> None:
    change = single(
        "[2.] De “Klant” – ook wel: de afnemer – betaalt.", '[2.] De "Klant" - ook wel: de afnemer - betaalt.'
    )
    assert change.status is Status.UNCHANGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("De subbewerker werkt op instructie.", "De subverwerker werkt op instructie."),
        ("Verwerker meldt dit binnen dertig (30) dagen.", "Verwerker meldt dit binnen 30 dagen."),
        ("Verwerker meldt dit binnen dertig dagen.", "Verwerker meldt dit binnen 30 dagen."),
        ("de naam van de betrokkene;", "de naam van de betrokkene, en"),
        ("The organization shall notify the customer.", "The organisation shall notify the customer."),
        ("No sub-processor is engaged here.", "No subprocessor is engaged here."),
    ],
)
def test_spelling_synonyms_numbers_and_list_marks_are_cosmetic(old: str, new: str) -> None:
    change = single(f"[2.] {old}", f"[2.] {new}")
    assert change.status is Status.REWORDED
    assert change.cosmetic


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Verwerker meldt dit binnen dertig dagen.", "Verwerker meldt dit binnen 14 dagen."),
        ("Verwerker mag de gegevens gebruiken.", "Verwerker mag de gegevens niet gebruiken."),
        ("Verwerker wist de gegevens en de kopieën.", "Verwerker wist de gegevens of de kopieën."),
    ],
)
def test_a_change_of_meaning_is_never_cosmetic(old: str, new: str) -> None:
    change = single(f"[2.] {old}", f"[2.] {new}")
    assert change.status is Status.REWORDED
    assert not change.cosmetic


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Zie artikel 5(b) en de € 5 boete.", "Zie artikel 5 (b) en de €5 boete."),
        ("The cap is 30 % of the fee – not more.", "The cap is 30% of the fee - not more."),
    ],
)
def test_white_space_beside_marks_is_no_change(old: str, new: str) -> None:
    change = single(f"[2.] {old}", f"[2.] {new}")
    assert change.status is Status.UNCHANGED
    assert rebuild(change.segments) == (old, new)


def test_a_word_that_was_cut_in_two_is_a_change() -> None:
    assert single("[2.] Verwerker doet dit in dienst.", "[2.] Verwerker doet dit indienst.").status is (
        Status.REWORDED
    )


def test_a_heading_that_only_stands_in_the_text_now_is_not_retitled() -> None:
    old = "[2.] Audit. Verwerker laat elk jaar een audit doen door een deskundige."
    new = "[2.] <Audit.> Verwerker laat elk jaar een audit doen door een onafhankelijke deskundige."
    assert not single(old, new).retitled
    assert not single(new, old).retitled


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "<Audit.> Audits gebeuren elk jaar door een deskundige.",
            "Audits gebeuren elk jaar door een expert.",
        ),
        (
            "<Audit> Elk jaar komt er een deskundige langs.",
            "<Controle> Elk jaar komt er een deskundige langs.",
        ),
    ],
)
def test_a_heading_that_went_or_changed_is_retitled(old: str, new: str) -> None:
    assert single(f"[2.] {old}", f"[2.] {new}").retitled


def test_a_label_that_changes_form_renumbers() -> None:
    change = single("[a.] Verwerker wist de gegevens.", "[(a)] Verwerker wist de gegevens.")
    assert change.renumbered
    assert change.status is Status.UNCHANGED


def test_the_words_of_a_heading_are_no_number() -> None:
    old = outline("[Artikel 1] <Doel>\n  [1.1] Verwerker verwerkt in opdracht van de klant.")
    new = outline("[Artikel 1] <Doelen>\n  [1.1] Verwerker verwerkt in opdracht van de klant.")
    comparison = compared(old, new)
    article, clause = comparison.changes
    assert article.retitled
    assert not article.renumbered
    assert not clause.renumbered


def test_a_followed_reference_is_cosmetic_and_a_forgotten_one_goes_stale() -> None:
    old = outline(
        """
        [Artikel 1] <Doel> Verwerker verwerkt in opdracht van de klant.
        [Artikel 2] <Beveiliging> Verwerker beveiligt de gegevens passend.
        [Artikel 3] <Audit> De audit ziet op ((artikel 2 -> Artikel 2)) en duurt een dag.
        [Artikel 4] <Einde> Na afloop geldt ((artikel 2 -> Artikel 2)) onverkort voort.
        """
    )
    new = outline(
        """
        [Artikel 1] <Doel> Verwerker verwerkt in opdracht van de klant.
        [Artikel 2] <Subverwerkers> Verwerker schakelt niemand in zonder toestemming.
        [Artikel 3] <Beveiliging> Verwerker beveiligt de gegevens passend.
        [Artikel 4] <Audit> De audit ziet op ((artikel 3 -> Artikel 3)) en duurt een dag.
        [Artikel 5] <Einde> Na afloop geldt ((artikel 2 -> Artikel 2)) onverkort voort.
        """
    )
    comparison = compared(old, new)
    assert [(row.text, row.status.value) for row in comparison.references] == [
        ("artikel 3", "follows"),
        ("artikel 2", "stale"),
    ]
    audit = next(change for change in comparison.changes if change.new == ("c4",))
    assert audit.status is Status.REWORDED
    assert audit.cosmetic
    einde = next(change for change in comparison.changes if change.new == ("c5",))
    assert einde.status is Status.UNCHANGED


def test_a_reference_that_names_its_target_and_points_elsewhere_is_stale() -> None:
    frame = """
        [1.] <Scope> The details stand in ((Schedule {0} -> Schedule {0})) (Details of the Processing) below.
        [Schedule 3] <Details of the Processing> The supplier handles names and addresses of residents.
        [Schedule 4] <Model Clauses> These clauses bind the importer and the exporter of the data.
        """
    comparison = compared(outline(frame.format(3), "en"), outline(frame.format(4), "en"))
    (row,) = comparison.references
    assert (row.status.value, row.target, row.target_old) == ("stale", "c3", "c2")
    assert (
        compared(outline(frame.format(4), "en"), outline(frame.format(4), "en")).references[0].status == "ok"
    )


def test_of_terms_defined_in_passing_only_those_whose_words_changed_are_reworded() -> None:
    frame = (
        "{{definition}} “{{{{Privacy Laws}}}}” means all rules on personal data{0}: (i) the Records Act "
        "(“{{{{RA}}}}”), (ii) the {1} of the Union (“{{{{RU}}}}”) and (iii) other rules.\n"
        "[1.] The supplier obeys the RA and the RU in all that it does for the customer.\n"
        "[2.] Privacy Laws of other countries do not apply to the services of the supplier."
    )
    old, new = frame.format("", "Regulation"), frame.format(", including", "Amended Regulation")
    found = {one.term: one for one in compared(outline(old, "en"), outline(new, "en")).definitions}
    assert {term: one.status.value for term, one in found.items()} == {
        "Privacy Laws": "reworded",
        "RA": "unchanged",
        "RU": "reworded",
    }
    assert (found["Privacy Laws"].affects, found["RU"].affects) == (("c3",), ("c2",))


def test_a_title_uses_no_term_and_a_note_defines_none() -> None:
    frame = """
        {{heading}} <Service Agreement>
          {{definition}} “{{{{Service}}}}” means the {0} that the supplier runs for the customer.
            {{note}} To be agreed{1}.
        [1.] <Service>
          [1.1] The supplier keeps the Service running at all times of the day.
        """
    old, noted = frame.format("product", ""), frame.format("product", " for each customer")
    changed = frame.format("system", "")
    (same,) = compared(outline(old, "en"), outline(noted, "en")).definitions
    (other,) = compared(outline(old, "en"), outline(changed, "en")).definitions
    assert (same.status.value, same.affects) == ("unchanged", ())
    assert (other.status.value, other.affects) == ("reworded", ("c5",))


def test_a_changed_definition_says_whom_it_affects() -> None:
    old = outline(
        """
        {definition} <Incident> “{{Incident}}”: een inbreuk op de beveiliging van persoonsgegevens.
        {definition} <Dienst> “{{Dienst}}”: de dienst die verwerker levert.
        [1.] Verwerker meldt een Incident aan de klant.
        [2.] De Dienst is altijd beschikbaar voor de klant.
        [3.] Alle Incidenten staan in een register van de klant.
        """
    )
    new = outline(
        """
        {definition} <Incident> “{{Incident}}”: een bevestigde inbreuk op de beveiliging van persoonsgegevens.
        {definition} <Dienst> “{{Dienst}}”: de dienst die verwerker levert.
        [1.] Verwerker meldt een Incident aan de klant.
        [2.] De Dienst is altijd beschikbaar voor de klant.
        [3.] Alle Incidenten staan in een register van de klant.
        """
    )
    incident, dienst = compared(old, new).definitions
    assert (incident.status.value, incident.affects) == ("reworded", ("c3", "c5"))
    assert (dienst.status.value, dienst.affects) == ("unchanged", ())


def definitions(old: str, new: str) -> dict[str, tuple[str, str | None]]:
    """Term -> status, and the old term where it was renamed."""
    found = compared(outline(old), outline(new)).definitions
    return {one.term: (one.status.value, one.old_term) for one in found}


_USED = "\n[2.] De Klant betaalt de Dienst vooraf."


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("{{Klant}} de partij die betaalt.", "{{Klant}}: de partij die betaalt;", "unchanged"),
        ("{{Klant}}: wie na dertig dagen betaalt.", "{{Klant}}: wie na 30 dagen betaalt.", "unchanged"),
        ("{{Klant}}: de partij die betaalt.", "{{Klant}}: de partij die vooraf betaalt.", "reworded"),
        ("{{Klant}}: de partij die betaalt.", "{{Afnemer}}: de partij die betaalt.", "renamed"),
    ],
)  # fmt: skip
def test_list_marks_and_spelling_reword_no_definition(old: str, new: str, status: str) -> None:
    found = definitions(f"{{definition}} {old}{_USED}", f"{{definition}} {new}{_USED}")
    assert [one for one, _ in found.values()] == [status]


def test_a_definition_that_gained_its_colon_is_reworded_cosmetically() -> None:
    comparison = compared(
        outline(f"{{definition}} {{{{Klant}}}} de partij die de rekening betaalt.{_USED}"),
        outline(f"{{definition}} {{{{Klant}}}}: de partij die de rekening betaalt;{_USED}"),
    )
    assert (comparison.changes[0].status, comparison.changes[0].cosmetic) == (Status.REWORDED, True)


def test_a_term_introduced_in_passing_is_renamed_only_behind_the_same_words() -> None:
    old = "[1.] De partijen sluiten dit contract over de gehuurde opslagruimte (de “{{Dienst}}”) in Utrecht."
    renamed = old.replace("Dienst", "Opslag")
    assert definitions(old, renamed) == {"Opslag": ("renamed", "Dienst")}
    other = (
        "[1.] De partijen sluiten dit contract over de opslag met Pakhuis Noord (“{{Pakhuis}}”) in Utrecht."
    )
    assert definitions(old, other) == {"Pakhuis": ("added", None), "Dienst": ("removed", None)}


def test_capitals_tell_two_terms_apart() -> None:
    old = "[1.] “{{Data}}” means all files.\n[2.] “{{Logs}}” means all records of use."
    more = "[3.] The term “{{data}}” has the meaning of the law.\n[4.] Some data and some Data are kept."
    new = f"{old}\n{more}"
    comparison = compared(outline(old, "en"), outline(new, "en"))
    found = {one.term: one for one in comparison.definitions}
    assert (found["Data"].status.value, found["data"].status.value) == ("unchanged", "added")
    assert found["data"].affects == ("c4",)


def test_a_sentence_that_changed_places_is_a_move_and_its_words_are_no_change() -> None:
    old = "Verwerker bewaart logboeken zes maanden. Hij verstrekt ze op elk verzoek. Kosten draagt hij zelf."
    new = "Hij verstrekt ze op elk verzoek. Kosten draagt hij zelf. Verwerker bewaart logboeken zes maanden."
    found = segments(old, new)
    assert rebuild(found) == (old, new)
    moved = [(one.op, one.text.strip(), one.move) for one in found if one.move is not None]
    sentence = "Verwerker bewaart logboeken zes maanden."
    assert moved == [(Op.DELETE, sentence, 1), (Op.INSERT, sentence, 1)]
    assert not any(one.text.strip() for one in found if one.op is not Op.EQUAL and one.move is None)


def test_items_in_another_order_are_compared_as_a_set() -> None:
    old, new = "Het gaat om namen, adressen en geboortedata.", "Het gaat om adressen, geboortedata en namen."
    found = segments(old, new)
    assert rebuild(found) == (old, new)
    assert {one.text for one in found if one.move is not None} <= {"namen", "Het gaat om namen"}


def test_a_reworded_sentence_is_not_called_a_move() -> None:
    found = segments(
        "Hij meldt dit binnen 24 uur. Hij wist de gegevens.", "Hij wist de gegevens. Hij meldt dit."
    )
    assert all(one.move is None or one.text.strip() == "Hij wist de gegevens." for one in found)
