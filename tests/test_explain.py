"""The sentence that explains a finding: plain, in the reader's language, with the article."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from clausediff.citation import cite, first_article
from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections import explain, load_catalogue
from clausediff.protections.catalogue_file import Language
from clausediff.protections.weigh import Verdict
from tests.conftest import HERE

CATALOGUE = load_catalogue()
NOTHING = Bilingual("niets", "nothing")
ENGLISH = re.compile(r"\b(the|and|is now|instead|changes|recital|subparagraph|GDPR|within|days|hours)\b")
DUTCH = re.compile(r"\b(de|het|een|van|overweging|alinea|AVG|binnen|dagen|uur|niet)\b")
UIS: tuple[Language, ...] = ("nl", "en")


def period(
    old: Quote | None, new: Quote | None, was: Bilingual, becomes: Bilingual, **more: object
) -> Verdict:
    verdict = Verdict(
        Effect.WEAKENED, "period", Bilingual("termijn", "time limit"), was, becomes, old, new, "period"
    )
    return replace(verdict, **more)  # type: ignore[arg-type]


def same(words: str) -> Bilingual:
    return Bilingual(words, words)


def of_slot(name: str, was: Bilingual, becomes: Bilingual) -> Verdict:
    return Verdict(Effect.WEAKENED, f"{name}:a>b", same(name), was, becomes, None, None, name)


def said(protection: str, verdict: Verdict, ui: Language) -> str:
    return explain.reason_of(CATALOGUE.rule(protection), verdict, ui)


def test_a_longer_time_limit_reads_as_a_lawyer_would_say_it() -> None:
    old, new = Quote("c1", "within 24 hours", "PT24H"), Quote("c2", "uiterlijk binnen 72 uur", "PT72H")
    verdict = period(old, new, same(old.quote), same(new.quote))
    assert said("breach-notification", verdict, "en") == (
        "Weaker: a data breach must now be reported within 72 hours instead of within 24 hours "
        "(art. 33(2) GDPR)."
    )
    assert said("breach-notification", verdict, "nl") == (
        "Zwakker: een datalek moet nu binnen 72 uur worden gemeld in plaats van binnen 24 uur "
        "(art. 33 lid 2 AVG)."
    )


@pytest.mark.parametrize(
    ("quote", "value", "nl", "en"),
    [
        ("no less than 30 days", "P30D", "ten minste 30 dagen", "at least 30 days"),
        ("ten minste dertig dagen", "P30D", "ten minste 30 dagen", "at least 30 days"),
        ("within one month", "P1M", "1 maand", "1 month"),
        ("tien werkdagen", "P10D", "10 werkdagen", "10 working days"),
        ("up to 1.5 years", "P1.5Y", "ten hoogste 1,5 jaar", "at most 1.5 years"),
    ],
)
def test_a_period_is_said_in_the_readers_language(quote: str, value: str, nl: str, en: str) -> None:
    verdict = period(None, Quote("c1", quote, value), NOTHING, same(quote), effect=Effect.STRENGTHENED)
    assert f"is nu {nl}; de oude tekst noemde er geen" in said("retention", verdict, "nl")
    assert f"is now {en}; the old text named none" in said("retention", verdict, "en")


def test_an_open_standard_and_the_reason_why_it_is_open() -> None:
    why = Bilingual("de open norm kan korter zijn", "the open standard may be shorter")
    new = Quote("c1", "binnen 72 uur", "PT72H")
    words = Bilingual("zonder onredelijke vertraging", "without undue delay")
    verdict = period(Quote("c1", "zin"), new, words, same(new.quote), effect=Effect.UNDETERMINED, why=why)
    assert said("breach-notification", verdict, "en") == (
        "For you to judge: a data breach must now be reported within 72 hours instead of without undue "
        "delay; the open standard may be shorter (art. 33(2) GDPR)."
    )
    bare = replace(verdict, why=None)
    assert "blijkt niet of dit beter of slechter is" in said("breach-notification", bare, "nl")


def test_a_changed_definition_says_what_it_takes_away() -> None:
    verdict = of_slot("exclusions", NOTHING, same("x"))
    assert said("anonymisation", verdict, "nl") == (
        "Zwakker: door een gewijzigde definitie vallen nu gegevens of diensten buiten de bepalingen over "
        "de anonimisering (overweging 26 en art. 4, punt 5, AVG)."
    )


def test_added_words_are_quoted_and_long_ones_cut() -> None:
    quote = Quote("c1", ", en " + "zeer " * 80 + "lang.")
    verdict = Verdict(
        Effect.WEAKENED,
        "controller-duty:added",
        same("plicht"),
        NOTHING,
        same("een plicht"),
        None,
        quote,
        "duty",
    )
    sentence = said("controller-duties", verdict, "nl")
    assert sentence.startswith("Zwakker: de verwerkingsverantwoordelijke krijgt er een plicht bij: ‘en zeer")
    assert len(sentence) < 260
    assert "…’ (art." in sentence


def test_a_slot_that_nobody_wrote_a_sentence_for_reads_well_too() -> None:
    verdict = of_slot("vorm", same("rond"), same("vierkant"))
    assert said("audit", verdict, "nl") == (
        "Zwakker: het punt ‘vorm’ bij audits verandert van ‘rond’ in ‘vierkant’ "
        "(art. 28 lid 3, onder h, AVG)."
    )


def test_a_deadline_of_another_kind_is_not_called_the_deadline_of_the_protection() -> None:
    old, new = Quote("c1", "30 days", "P30D"), Quote("c2", "60 days", "P60D")
    better = period(old, new, same(old.quote), same(new.quote), effect=Effect.STRENGTHENED)
    assert said("deletion-return", better, "en").startswith(
        "Stronger: a period in the text on the deletion or return of data is now 60 days instead of 30 days"
    )
    assert "time limit for deletion" in said("deletion-return", replace(better, effect=Effect.WEAKENED), "en")


@pytest.mark.parametrize(
    ("quote", "value", "nl", "en"),
    [
        ("ten hoogste € 2 miljoen", "2000000", "€ 2.000.000", "€2,000,000"),
        ("GBP 1,500.", "1500", "£ 1.500", "£1,500"),
        ("300% of the annual", "36 months of fees", "de vergoeding over 36 maanden", "the fees of 36 months"),
    ],
)
def test_an_amount_is_said_in_the_readers_language(quote: str, value: str, nl: str, en: str) -> None:
    new = Quote("c2", quote, value)
    verdict = Verdict(
        Effect.WEAKENED,
        "amount",
        same("bedrag"),
        same("€ 5"),
        same(quote),
        Quote("c1", "€ 5", "5"),
        new,
        "amount",
    )
    assert f"is nu {nl} in plaats van € 5 (" in said("liability", verdict, "nl")
    assert f"is now {en} instead of €5 (" in said("liability", verdict, "en")


def test_a_promise_beside_another_is_not_said_to_have_taken_its_place() -> None:
    verdict = replace(
        of_slot("government", same("melden"), same("aanvechten")),
        rule="government:notify>challenge",
        effect=Effect.STRENGTHENED,
    )
    assert said("government-access", verdict, "nl").startswith(
        "Sterker: er staat nu dat de verwerker verzoeken van overheden aanvecht; "
        "eerst ging de tekst niet verder dan"
    )


def test_every_row_has_both_languages_and_the_same_values() -> None:
    text = (HERE.parent / "clausediff/protections/explanations.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows)
    for key, english, dutch in rows:
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", dutch)), key
        assert not ENGLISH.search(dutch), key
        assert not DUTCH.search(english), key


def test_articles_of_the_catalogue_are_cited_without_a_word_of_the_other_language() -> None:
    for rule in CATALOGUE.rules:
        assert not ENGLISH.search(cite(rule.info.article, "nl")), rule.id
        assert not DUTCH.search(cite(rule.info.article, "en")), rule.id
    assert first_article("28(3)(a); 29", "nl") == "art. 28 lid 3, onder a"
    assert cite("", "nl") == first_article("", "en") == ""
