"""The published JSON Schemas (2020-12) of the program's JSON."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAMES = ("assessment", "comparison", "contract", "layers")


def load_schema(name: str) -> dict[str, Any]:
    """One of the published schemas.

    Args:
        name: ``contract``, ``comparison``, ``assessment`` or ``layers``.

    Raises:
        KeyError: there is no such schema.
    """
    if name not in NAMES:
        raise KeyError(name)
    text = files(__package__).joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
