"""A reader's own judgement of a finding: it stands beside the rule's verdict, never in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a reader made of a finding."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ReaderJudgement:
    """What a reader made of one finding, and why.

    Attributes:
        verdict: accepted or rejected.
        reason: the reader's own words, ``None`` if they went with a document that was forgotten.
        by: who judged, ``None`` if that was not said.
        made_on: names of the old and the new document on which it was made.
        carried: whether it was made on another pair of documents than the one it is shown with.
    """

    verdict: Verdict
    reason: str | None
    by: str | None
    made_on: tuple[str, str]
    carried: bool


Judgements = Mapping[str, ReaderJudgement]
"""The judgements of one comparison, by the id of the finding: ``f3``."""
