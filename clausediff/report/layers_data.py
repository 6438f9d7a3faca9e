"""The JSON of two layers: ``clausediff/layers`` of the output contract."""

from __future__ import annotations

from clausediff.model.layers import Layer, Layers, LayerSide, Precedence
from clausediff.report.data import FORMAT_VERSION, Json, about, contract_json, standing_json, warnings_json
from clausediff.report.ui import Ui


def layers_json(layers: Layers, ui: Ui = "en") -> Json:
    """Standard terms and overlay side by side; ``ui`` is the language of the floors."""
    floors = {one.id: one.floor.in_language(ui) for one in layers.catalogue.protections}
    return {
        "format": "clausediff/layers",
        "format_version": FORMAT_VERSION,
        "about": about(layers.catalogue, "colophon_layers"),
        "standard": contract_json(layers.standard),
        "overlay": contract_json(layers.overlay),
        "precedence": _precedence(layers.precedence),
        "protections": [layer_json(row, floors.get(row.protection, "")) for row in layers.rows],
        "warnings": warnings_json(layers.warnings),
    }


def layer_json(layer: Layer, floor: str) -> Json:
    """One protection in three layers."""
    return {
        "id": layer.protection,
        "floor": floor,
        "standard": _side(layer.standard),
        "overlay": _side(layer.overlay),
        "verdict": layer.verdict.value,
        "beyond_avg": layer.beyond_avg,
        "reason": layer.reason,
        "differences": [
            {
                "slot": one.slot,
                "aspect": one.aspect,
                "standard": one.standard,
                "overlay": one.overlay,
                "better": {True: "overlay", False: "standard", None: None}[one.better],
            }
            for one in layer.differences
        ],
        "evidence": [{"side": one.side, "clause": one.clause, "quote": one.quote} for one in layer.evidence],
    }


def _side(side: LayerSide) -> Json:
    readings = [{"slot": one.slot, "aspect": one.aspect, "words": one.words} for one in side.readings]
    return standing_json(side.standing) | {"readings": readings}


def _precedence(precedence: Precedence) -> Json:
    return {
        "prevails": precedence.prevails.value,
        "claims": [
            {"side": one.side, "clause": one.clause, "quote": one.quote, "own": one.own}
            for one in precedence.claims
        ],
    }
