"""Duties that a contract puts on the controller: not forbidden, but never a protection."""

from __future__ import annotations

import re
from functools import lru_cache

from clausediff.model.comparison import Effect
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import load_catalogue
from clausediff.protections.provisions import Sentence
from clausediff.protections.verdict import Verdict, quote_of

_RIGHT_VERBS = frozenset(
    "kan mag heeft kunnen mogen ontvangt krijgt behoudt wordt geeft verleent machtigt stemt besluit bepaalt "
    "may can has retains receives grants provides authorises authorizes consents decides".split()
)
_DUTY_VERBS = frozenset(
    "shall must will warrants agrees undertakes represents ensures obtains remains".split()
)
_BOUND_TO = re.compile(
    r"\s+(?:solely\s+|uitsluitend\s+|zelf\s+|also\s+)?"
    r"(?:responsible|verantwoordelijk|verplicht|required|gehouden|obliged)",
    re.IGNORECASE,
)
_FREE_TO = re.compile(r"\s+(?:be\s+entitled|be\s+able|have\s+the\s+right|not\s+be)", re.IGNORECASE)
_ABOUT_DATA = re.compile(
    r"gegevens|toestemming|betrokkene|privacy|avg|instructie|eindgebruiker|data|consent|gdpr|instruct|"
    r"end user|"
    r"lawful|rechtmatig|grondslag",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _controller_opens() -> re.Pattern[str]:
    """A sentence that opens with a name of the controller, and its verb."""
    names = load_catalogue().concepts["controller"]
    known = "|".join(sorted({name for language in names.values() for name in language if " " not in name}))
    return re.compile(
        rf"^(?:de\s+|het\s+|the\s+)?(?:{known})\s+(?P<verb>[\wé]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
    )


_FOR_DATA_SUBJECTS = re.compile(r"betrokkene|data subject", re.IGNORECASE)


def protects_data_subjects(text: str) -> bool:
    """Whether a duty of the controller is owed to the data subjects: more of it takes nothing from them."""
    return _FOR_DATA_SUBJECTS.search(text) is not None


@lru_cache(maxsize=1)
def _falls_to_controller() -> re.Pattern[str]:
    """A sentence that says that something is the controller's to do."""
    names = load_catalogue().concepts["controller"]
    known = "|".join(sorted({name for language in names.values() for name in language if " " not in name}))
    return re.compile(
        r"^(?:het\s+is\s+(?:aan|de\s+(?:verantwoordelijkheid|taak|plicht)\s+van)\s+(?:de\s+|het\s+)?"
        r"|it\s+(?:is|shall\s+be|remains)\s+(?:for|the\s+(?:responsibility|duty|obligation)\s+of)\s+(?:the\s+)?"
        rf"|it\s+(?:is|shall\s+be|remains)\s+(?:the\s+)?)(?:{known})\b",
        re.IGNORECASE,
    )


def is_controller_duty(text: str) -> bool:
    """Whether a sentence puts a duty about personal data on the controller."""
    if _falls_to_controller().match(text.strip()):
        return True
    found = _controller_opens().match(text.strip())
    if not found or not _ABOUT_DATA.search(found["rest"]):
        return False
    verb, rest = found["verb"].lower(), found["rest"]
    if verb in ("is", "are"):
        return bool(_BOUND_TO.match(rest))
    if verb in _RIGHT_VERBS:
        return False
    if verb in _DUTY_VERBS or verb in ("dient", "moet", "zal", "draagt", "staat", "garandeert", "vrijwaart"):
        return not _FREE_TO.match(rest)
    return verb.endswith(("t", "s")) and len(verb) > 3


def is_burden(text: str, joined: str) -> bool:
    """Whether words were joined to a duty of the controller that is not owed to the data subjects."""
    return is_controller_duty(text) and not protects_data_subjects(joined)


def duty_verdict(sentence: Sentence, *, new_side: bool) -> Verdict:
    """The verdict on a duty that only one side has: new ones weaken, dropped ones strengthen."""
    nothing, duty = Bilingual("niets", "nothing"), Bilingual("een plicht", "a duty")
    quote = quote_of(sentence)
    return Verdict(
        Effect.WEAKENED if new_side else Effect.STRENGTHENED,
        f"controller-duty:{'added' if new_side else 'removed'}",
        Bilingual("plicht van de verwerkingsverantwoordelijke", "duty of the controller"),
        nothing if new_side else duty,
        duty if new_side else nothing,
        None if new_side else quote,
        quote if new_side else None,
        "duty",
    )
