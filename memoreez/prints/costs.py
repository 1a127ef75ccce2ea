"""What a person wants to know before they print: grams, hours, supports and the price."""

from __future__ import annotations

from typing import Any

from memoreez.artifacts import Mesh
from memoreez.prints import estimate, price, slicing, stl
from memoreez.prints.estimate import QUALITIES, Estimate


def facts(
    solid: Mesh,
    sheet: price.Sheet,
    *,
    quality: str = "standard",
    region: str | None = None,
    slicer: bool = False,
) -> dict[str, Any]:
    """JSON for the page. `weight_g` is the keepsake's, the price covers its supports too.

    Our own estimate, in about 0.3 s; with `slicer` the word of an installed slicer, in about ten
    seconds, where there is one. "estimated" is True, or the slicer's name. Raises UnknownName,
    BadInput for a solid without volume, ProviderError when the slicer fails.
    """
    sliced = slicing.slice_stl(stl.encode(solid), quality) if slicer else None
    known: Estimate | slicing.Sliced = sliced or estimate.estimate(solid, quality)
    return {
        "weight_g": round(known.grams - known.supports_g, 1),
        "print_s": round(known.seconds / 60) * 60,
        "quality": quality,
        "layer_mm": QUALITIES[quality].layer_mm,
        "layers": known.layers,
        "supports_g": round(known.supports_g, 1),
        "estimated": sliced.slicer if sliced else True,
        "warnings": list(sliced.warnings) if sliced else [],
        "price": price.as_json(price.quote(sheet, known.grams, known.seconds, region)),
    }
