"""Whether backdrop became geometry: surface beside the true figure; slabs behind or under it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.claynet.looking import Seen
from memoreez.figurines import limits
from memoreez.figurines.facets import unfold
from memoreez.figurines.slab import slabs
from memoreez.figurines.thickness import sample
from memoreez.images._scene import frame
from memoreez.sculptures._fusion import fused
from memoreez.sculptures._standing import solid_of
from memoreez.sculptures.claynet import upright

BESIDE_PX = 2.0  # of a picture of OUTLINE_PX: as far outside the outline a surface may lie
OUTLINE_PX = 512
MOST = 0.1  # per cent of a surface: more of it beside the true figure is backdrop
POINTS = 40_000
LIFT_DEG = 13  # the clay renderer's camera looks down by that
SHIFT = 4  # bits behind the point in OpenCV's coordinates


def silhouette(shown: Mesh, turn_deg: float, size_px: int) -> npt.NDArray[np.bool_]:
    """What the clay renderer's camera sees of a solid, (size_px, size_px)."""
    x, y, _ = frame(shown.vertices, size_px, turn_deg, LIFT_DEG).project(shown.vertices)
    corners = np.rint((np.stack([x, y], 1) - 0.5) * 2**SHIFT).astype(np.int32)[shown.faces]
    mask = np.zeros((size_px, size_px), np.uint8)
    for triangle in corners:
        cv2.fillConvexPoly(mask, triangle, 1, shift=SHIFT)
    return mask > 0


def beside(seen: Seen, true: npt.NDArray[np.bool_], tolerance: float) -> tuple[float, float]:
    """How much of the solid that becomes of a picture lies outside the true outline in it.

    As a share of its surface, from more than BESIDE_PX on; and how far the farthest lies, in those
    pixels. Nothing is added to the solid afterwards, so that is the most which can remain.
    """
    points, faces = fused(seen.answer, seen.alpha, seen.grey)
    made = solid_of(upright(points, 0.0), faces, tolerance).to_mesh()
    solid = Mesh(np.array(made.vert_properties[:, :3]), np.array(made.tri_verts, np.int32))
    across, ahead, up = sample(unfold(solid), POINTS)[1].T
    wide = (1 + ahead * np.exp(float(seen.answer.camera[1]))) / seen.frame.half
    column = np.rint(across / wide + seen.frame.x - 0.5).astype(int)
    row = np.rint(seen.frame.y - up / wide - 0.5).astype(int)
    away = cv2.distanceTransform((~true).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    height, width = away.shape
    far = away[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)] * OUTLINE_PX / width
    return float((far > BESIDE_PX).mean()), float(far.max())


def slabs_in(made: Mesh) -> int:
    """How many walls and plates the gate is sure of in a solid that stands, in mm."""
    return sum(slab.sure >= limits.SLAB_SURE for slab in slabs(unfold(made)))


def told(rows: list[dict[str, Any]]) -> str:
    """How many of the solids hold some of the backdrop, and which."""
    used = [row for row in rows if row["used"]]
    some = [f"{r['number']} ({r['kind']}) {r['beside']:.2f}" for r in used if r["beside"] > MOST]
    most, farthest = (max(row[name] for row in used) for name in ("beside", "beside_px"))
    return (
        f"{len(some)} of {len(used)} have more than {MOST:g} % of their surface beside the true "
        f"figure, by more than {BESIDE_PX:g} px of {OUTLINE_PX}; most {most:.3f} %, farthest "
        f"{farthest:.1f} px; {sum(row['slabs'] for row in used)} slabs. {', '.join(some)}"
    )
