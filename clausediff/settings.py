"""Settings of one comparison: a value that is passed, never a global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """What one comparison is asked to do.

    Attributes:
        findings: judge the protections (needs spaCy); ``False`` aligns and diffs only.
        revisions: how tracked changes are read: as accepted, or the original text.
        ui: language of explanations and reports.
    """

    findings: bool = True
    revisions: Literal["accept", "original"] = "accept"
    ui: Literal["nl", "en"] = "en"
