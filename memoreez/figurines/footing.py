"""The gate's checks on how a solid stands: contact, tip angle, and no backdrop behind it."""

from __future__ import annotations

from collections.abc import Iterator

from memoreez.artifacts import Check
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, Floats
from memoreez.figurines.limits import check
from memoreez.figurines.slab import slabs
from memoreez.figurines.stability import Stand, area_mm2, stand


def footing(facets: Facets, outline: Floats | None) -> Iterator[Check]:
    """The checks `contact`, `stability` and `slab`; `outline` is the hull (k, 2) from above."""
    found = stand(facets)
    yield _contact(found, area_mm2(outline))
    yield check(
        "stability",
        found.tip_deg,
        f"≥ {limits.TIP_DEG:.0f}°, centre of mass above the foot",
        "pass" if found.inside and found.tip_deg >= limits.TIP_DEG else "fail",
        "Choose a wider pedestal or a lower figure, so that it does not tip over.",
    )
    yield _slab(facets)


def _slab(facets: Facets) -> Check:
    found = max(slabs(facets), key=lambda one: one.sure, default=None)
    sure = found.sure if found else 0.0
    told = ""
    if found:
        where = "under" if found.ground else "behind"
        size = " × ".join(f"{side:.0f}" for side in found.size_mm)
        told = (
            f"A flat sheet of {size} mm, {found.thick_mm:.1f} mm thick, lies {where} the figure: "
            "cut it off, or take a picture with a plain backdrop."
        )
    return check(
        "slab",
        sure,
        f"< {limits.SLAB_SURE}",
        "fail" if sure >= limits.SLAB_SURE else "warn" if found else "pass",
        told,
    )


def _contact(found: Stand, shadow_mm2: float) -> Check:
    share = found.contact_mm2 / max(shadow_mm2, 1e-9)
    fails = found.contact_mm2 < limits.CONTACT_MM2 or share < limits.CONTACT_SHARE
    weak = found.contact_mm2 < limits.GRIP_MM2 or share < limits.GRIP_SHARE
    return check(
        "contact",
        found.contact_mm2,
        f"≥ {limits.CONTACT_MM2:.0f} mm² and ≥ {100 * limits.CONTACT_SHARE:.0f} % of the outline "
        f"from above; without a brim {limits.GRIP_MM2:.0f} mm² and "
        f"{100 * limits.GRIP_SHARE:.0f} %",
        "fail" if fails else "warn" if weak else "pass",
        f"Only {found.contact_mm2:.1f} mm², {100 * share:.1f} % of the outline, touch the bed: "
        + ("cut the bottom flat or add a pedestal." if fails else "print it with a brim."),
    )
