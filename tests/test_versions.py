"""The model agreements of ``versions/``: built alike each time, listed truly, with what they promise."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from clausediff.model.contract import Clause, Contract
from clausediff.pipeline import read_contract
from clausediff.settings import Settings

ROOT = Path(__file__).parent.parent
VERSIONS = ROOT / "versions"
RIJK = ("rijk-verwerkersovereenkomst-2024-1", "rijk-verwerkersovereenkomst-2025-1")
MICROSOFT = ("microsoft-dpa-2024-1", "microsoft-dpa-2025-1")


@cache
def builder() -> ModuleType:
    """The tool that builds the documents, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("build_models", ROOT / "tools" / "build_models.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_models"] = module
    spec.loader.exec_module(module)
    return module


@cache
def contract(name: str) -> Contract:
    return read_contract(VERSIONS / f"{name}.docx", Settings())


def words(name: str) -> str:
    return "\n".join(f"{clause.heading or ''} {clause.text}" for clause in contract(name).clauses)


def at(name: str, path: str) -> Clause:
    return next(clause for clause in contract(name).clauses if clause.path == path)


def article(name: str, heading: str) -> str:
    """The number of the article under this heading."""
    label = next(c.label for c in contract(name).clauses if c.heading == heading and c.label)
    return label.split()[-1]


def under(name: str, heading: str) -> str:
    """The words of the clauses of one article."""
    start = f"Artikel {article(name, heading)} > "
    return " ".join(c.text for c in contract(name).clauses if c.path.startswith(start))


def manifest() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((VERSIONS / "manifest.json").read_text(encoding="utf-8"))
    return rows


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    builder().build_all(tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {path.name: path.read_bytes() for path in VERSIONS.iterdir()}


def test_the_manifest_lists_the_documents_with_their_digests() -> None:
    for row in manifest():
        assert hashlib.sha256((VERSIONS / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert row["model"] is True
    assert {row["file"] for row in manifest()} == {path.name for path in VERSIONS.glob("*.docx")}
    assert [f"{row['agreement']}@{row['version']}" for row in manifest()] == [
        "rijk-model@2024-1",
        "rijk-model@2025-1",
        "microsoft-model@2024-1",
        "microsoft-model@2025-1",
    ]


@pytest.mark.parametrize("name", RIJK + MICROSOFT)
def test_each_says_at_its_top_that_it_is_fictional(name: str) -> None:
    notice = contract(name).clauses[1].text
    assert notice.startswith(
        "Modeltekst van clausediff: fictief, geen officiële tekst"
        if name in RIJK
        else "Model text of clausediff: fictional, not an official text"
    )


@pytest.mark.parametrize(
    ("name", "language", "least"), [(n, "nl", 45) for n in RIJK] + [(n, "en", 40) for n in MICROSOFT]
)
def test_each_is_read_in_its_language_and_is_long_enough(name: str, language: str, least: int) -> None:
    read = contract(name)
    provisions = [clause for clause in read.clauses if clause.kind == "operative" and clause.text]
    assert read.language == language
    assert len(provisions) >= least
    assert not read.warnings


@pytest.mark.parametrize("name", RIJK)
def test_word_s_own_numbers_reach_the_labels_of_all_four_levels(name: str) -> None:
    security = article(name, "Beveiliging")
    for path, label in {
        f"Artikel {security}": f"Artikel {security}",
        f"Artikel {security} > {security}.2": f"{security}.2",
        f"Artikel {security} > {security}.2 > b": "b.",
        f"Artikel {security} > {security}.2 > b > ii": "ii.",
        "Bijlage 2 > 1": "1.",
    }.items():
        assert at(name, path).label == label


@pytest.mark.parametrize("name", RIJK)
def test_the_purposes_are_a_closed_list_and_the_prohibition_has_closing_words(name: str) -> None:
    allowed, forbidden = article(name, "Toegestane doeleinden"), article(name, "Verboden doeleinden")
    assert "uitsluitend voor de volgende doeleinden" in at(name, f"Artikel {allowed} > {allowed}.1").text
    for letter, start in {
        "a": "uitvoeren",
        "b": "onverminderd onderdeel a, bev",
        "c": "onverminderd onderdeel a, act",
    }.items():
        assert at(name, f"Artikel {allowed} > {allowed}.1 > {letter}").text.startswith(start)
    for letter, start in {
        "a": "data-analyse",
        "b": "profilering",
        "c": "adverteren",
        "d": "marktonderzoek",
    }.items():
        assert at(name, f"Artikel {forbidden} > {forbidden}.1 > {letter}").text.startswith(start)
    closing = next(c for c in contract(name).clauses if c.kind == "closing")
    assert closing.text.startswith("tenzij")
    assert closing.path.startswith(f"Artikel {forbidden} > {forbidden}.1 > ")


@pytest.mark.parametrize("name", RIJK)
@pytest.mark.parametrize(
    "element",
    [
        "psychometrische",
        "psychografische",
        "facturatie",
        "accountbeheer",
        "fraude en cybercriminaliteit",
        "MBSA",
        "SLM controleert periodiek",
        "ten minste jaarlijks",
        "zelfstandige bestuursorganen",
        "volledig aansprakelijk",
    ],
)
def test_the_dutch_agreement_has_the_elements_of_the_factsheet(name: str, element: str) -> None:
    assert element in words(name)


@pytest.mark.parametrize(
    ("heading", "before", "after"),
    [
        ("Inbreuken", "zonder onredelijke vertraging", "uiterlijk binnen 24 uur na ontdekking"),
        ("Anonimiseren", "waar dat redelijkerwijs mogelijk is", "WP216"),
        ("Subverwerkers", "elke subbewerker", "Voor AI-subverwerkers geldt een termijn van dertig dagen"),
        ("Subverwerkers", "dertig (30) dagen", "binnen 30 dagen"),
        ("Audit", "Elke Partij draagt haar eigen kosten", "publiceert na elke audit een samenvatting"),
        ("Wissen en teruggeven", "binnen 90 dagen", "bevestigt dit schriftelijk"),
        ("Definities", "alsmede alle diagnostische gegevens", "met uitzondering van telemetrie"),
    ],
)
def test_the_second_dutch_version_changes_what_it_promises(heading: str, before: str, after: str) -> None:
    old, new = (under(name, heading) for name in RIJK)
    assert before in old
    assert before not in new
    assert after in new
    assert after not in old


def test_one_article_is_new_and_one_has_moved() -> None:
    assert "Kunstmatige intelligentie" not in words(RIJK[0])
    assert article(RIJK[1], "Kunstmatige intelligentie") == "10"
    assert [article(name, "Reikwijdte") for name in RIJK] == ["20", "3"]


def test_typed_references_lead_where_they_did_but_for_one() -> None:
    """``geheimhouding van artikel 9`` kept its old number; all others follow."""
    follow = {"volgens artikel {}": "Wissen en teruggeven", "schending van artikel {}": "Verboden doeleinden"}
    for name in RIJK:
        for reference, heading in follow.items():
            assert reference.format(article(name, heading)) in words(name)
        assert "geheimhouding van artikel 9 " in words(name)
    assert [article(name, "Geheimhouding") for name in RIJK] == ["9", "11"]


@pytest.mark.parametrize("name", RIJK)
def test_every_typed_number_exists(name: str) -> None:
    paths = {clause.path.split(" > ")[-1] for clause in contract(name).clauses}
    text = re.sub(r"artikel 32 AVG", "", words(name))
    for number in re.findall(r"[Aa]rtikel (\d+(?:\.\d+)?)", text):
        assert (number if "." in number else f"Artikel {number}") in paths


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "within the European Union.",
            "within the European Union and the European Free Trade Association (EFTA).",
        ),
        ("access to Customer Data.\n", "artificial intelligence features, the notice is 30 days"),
        (None, "Contesting Suspension Orders"),
        (None, "Customer informs its end users"),
    ],
)
def test_the_second_english_version_changes_what_it_promises(before: str | None, after: str) -> None:
    old, new = (words(name) for name in MICROSOFT)
    assert before is None or before in old
    assert after in new
    assert after not in old


@pytest.mark.parametrize("name", MICROSOFT)
def test_the_english_agreement_has_bold_labels_defined_terms_and_a_numbered_attachment(name: str) -> None:
    read = contract(name)
    assert {"Customer Data", "Personal Data", "Subprocessor"} <= {
        definition.term for definition in read.definitions
    }
    details = {c.heading for c in read.clauses if "Processing Details" in c.path}
    assert {"Subject Matter", "Duration", "Nature and Purpose"} <= {(h or "").strip(".") for h in details}
    assert at(name, "Attachment 1 > 2 > (h)").label == "(h)"
    assert at(name, "Attachment 1 > 7").label == "7."
