"""Agreements of any size, in two versions, as Word files: made up word by word, the same ones every time.

Words follow the law of natural text (few often, most seldom), with Dutch function words as the most frequent
ones. An agreement has articles with a heading, numbered paragraphs, and now and then a list; some paragraphs
stand there more than once, and some refer to an article. The newer version rewords 5 % of the clauses, adds,
drops and moves 1 % each, and gets a new article near its start, so that almost every number shifts and the
references follow. Numbers are automatic ones or typed into the text.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from tests.word import package

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FUNCTION_WORDS = (
    "de van het en een in is dat te op voor met die zijn of aan door als bij om niet uit tot naar over ook "
    "dan onder deze dit worden wordt heeft hebben kan mag moet zal tenzij indien partij partijen verwerker"
).split()
_SYLLABLES = [consonant + vowel for consonant in "bdgklmnprstvw" for vowel in "aeo"]
_VOCABULARY = 30_000
_REPEATED = 0.03
"""Share of paragraphs that stand there more than once."""
_EDITED = {"reword": 0.05, "add": 0.01, "drop": 0.01, "move": 0.01}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One clause: its depth (0 a heading, 1 a paragraph, 2 an item), its words, the article it refers to."""

    level: int
    words: str
    refers: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A heading and what stands below it; ``name`` is its identity through both versions."""

    name: int
    paragraphs: tuple[Paragraph, ...]


@dataclass
class Writer:
    """Makes up words and articles from one seed."""

    chance: random.Random
    words: list[str] = field(default_factory=list)
    summed: list[float] = field(default_factory=list)
    stock: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        lengths = self.chance.choices((2, 3, 4), k=_VOCABULARY)
        made = ["".join(self.chance.choices(_SYLLABLES, k=length)) for length in lengths]
        self.words = [*_FUNCTION_WORDS, *made]
        self.summed = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def sentence(self, least: int, most: int) -> str:
        """Words without a full stop."""
        count = self.chance.randint(least, most)
        picks = (self.chance.random() * self.summed[-1] for _ in range(count))
        return " ".join(self.words[bisect(self.summed, pick)] for pick in picks).capitalize()

    def paragraph(self, articles: int) -> Paragraph:
        """A numbered paragraph of one or two sentences."""
        if self.stock and self.chance.random() < _REPEATED:
            return Paragraph(1, self.chance.choice(self.stock))
        text = ". ".join(self.sentence(10, 24) for _ in range(self.chance.randint(1, 2))) + "."
        if self.chance.random() < _REPEATED:
            self.stock.append(text)
        refers = self.chance.randrange(articles) if self.chance.random() < 0.1 else None
        return Paragraph(1, text, refers)

    def article(self, name: int, articles: int) -> Article:
        """A heading, four to ten paragraphs, and a list below one in four of them."""
        found = [Paragraph(0, self.sentence(1, 4))]
        for _ in range(self.chance.randint(4, 10)):
            found.append(self.paragraph(articles))
            if self.chance.random() < 0.25:
                items = self.chance.randint(2, 5)
                found += [Paragraph(2, self.sentence(4, 12) + ";") for _ in range(items)]
        return Article(name, tuple(found))

    def reworded(self, words: str) -> str:
        """A few words replaced or added in one place."""
        old = words.split()
        at = self.chance.randrange(len(old))
        return " ".join([*old[:at], self.sentence(1, 4).lower(), *old[at + self.chance.randint(0, 2) :]])


def versions(clauses: int) -> tuple[list[Article], list[Article]]:
    """Two versions of an agreement of about so many clauses."""
    writer = Writer(random.Random(clauses))
    articles = max(3, clauses // 13)
    old = []
    while clauses > 0:
        article = writer.article(len(old), articles)
        article = replace(article, paragraphs=article.paragraphs[:clauses])
        old.append(article)
        clauses -= len(article.paragraphs)
    moved: list[Paragraph] = []
    new = [replace(article, paragraphs=tuple(_edited(article, writer, moved))) for article in old]
    for paragraph in moved:
        at = writer.chance.randrange(len(new))
        new[at] = replace(new[at], paragraphs=(*new[at].paragraphs, paragraph))
    new.insert(1, writer.article(-1, articles))
    return old, new


def _edited(article: Article, writer: Writer, moved: list[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in article.paragraphs:
        edits, weights = zip(*_EDITED.items(), strict=True)
        edit = writer.chance.choices([*edits, ""], [*weights, 1 - sum(weights)])[0]
        if paragraph.level == 0 or edit not in ("drop", "move"):
            words = writer.reworded(paragraph.words) if edit == "reword" else paragraph.words
            yield replace(paragraph, words=words)
        elif edit == "move":
            moved.append(paragraph)
        if edit == "add":
            yield Paragraph(1, writer.sentence(10, 24) + ".")


def lines(articles: list[Article]) -> Iterator[tuple[int, str, str]]:
    """Depth, printed number and words of every paragraph."""
    numbers = {article.name: place for place, article in enumerate(articles, start=1)}
    for article in articles:
        paragraph = item = 0
        for one in article.paragraphs:
            paragraph, item = (paragraph + (one.level == 1), item + 1 if one.level == 2 else 0)
            number = numbers[article.name]
            label = (f"Artikel {number}", f"{number}.{paragraph}", f"{chr(96 + (item or 1))}.")[one.level]
            refers = "" if one.refers not in numbers else f" Artikel {numbers[one.refers]} geldt hiervoor."
            yield one.level, label, one.words + refers


def word_file(articles: list[Article], *, typed: bool) -> bytes:
    """A version as a Word file, its numbers typed in or automatic."""
    body = "".join(_paragraph(*line, typed=typed) for line in lines(articles))
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    formats = (("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3."))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(formats)
    )
    return package(
        {
            "word/document.xml": f"<w:document {_NAMESPACE}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {_NAMESPACE}>{style}</w:styles>",
            "word/settings.xml": f"<w:settings {_NAMESPACE}/>",
            "word/numbering.xml": f'<w:numbering {_NAMESPACE}><w:abstractNum w:abstractNumId="1">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        }
    )


def _paragraph(level: int, label: str, words: str, *, typed: bool) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    text = f"{label} {words}" if typed else words
    bold = "<w:rPr><w:b/></w:rPr>" if level == 0 else ""
    return (
        f"<w:p><w:pPr>{'' if typed else numbering}</w:pPr>"
        f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def write_pair(clauses: int, folder: Path, *, typed: bool) -> tuple[Path, Path]:
    """Both versions as files in a folder."""
    paths = []
    for name, articles in zip(("old", "new"), versions(clauses), strict=True):
        path = folder / f"{name}-{clauses}-{'typed' if typed else 'automatic'}.docx"
        path.write_bytes(word_file(articles, typed=typed))
        paths.append(path)
    return paths[0], paths[1]
