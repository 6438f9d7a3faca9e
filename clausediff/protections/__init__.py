"""What a change means: protections found, judged by rules, and held against the AVG's floor.

spaCy is loaded only when a text that no earlier run read may hold a cue of the catalogue.
"""

from __future__ import annotations

from clausediff.protections.assess import assess, is_judged
from clausediff.protections.catalogue_file import Catalogue, load_catalogue
from clausediff.protections.judge import Judgement, judge
from clausediff.protections.memory import remembering

__all__ = ["Catalogue", "Judgement", "assess", "is_judged", "judge", "load_catalogue", "remembering"]
