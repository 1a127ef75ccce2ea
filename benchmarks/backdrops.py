"""How much backdrop ends up in a solid that was inflated from a picture: 25 keepsakes, 8 backdrops.

    python benchmarks/backdrops.py [--half figures|tuned|all] [--few] [--jobs 2] [--json]
                                   [--cutout studio|claynet|rembg] [--cache FOLDER]
                                   [--sheet FILE.jpg]

Limits were tuned on the keepsakes with even numbers; the figures are of the odd ones. A picture
counts as used when the cutout's confidence lets `inflate` work on it; all others are refused
with a sentence (and become a plaque), so nothing of theirs is silent. `rembg` needs its package and
a model file; the variables of its options say which.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import backdrop_pictures as pictures
import cv2
import numpy as np
import numpy.typing as npt
from manifold3d import Manifold
from manifold3d import Mesh as Triangles

from memoreez import lineup, pixels
from memoreez.artifacts import Concept, Picture
from memoreez.errors import ProviderError
from memoreez.images.clay import render
from memoreez.sculptures.inflate import Inflate

OUTLINE_PX = 512  # of the picture in which the distance of the outlines is told
NEAR = 0.01  # of the picture's width: a rim this wide round the object counts as the object's
LOST = 0.95  # overlap below this: a part of the object is missing, or something was added
NOTHING = Concept(0, "", "", "", "")
HEIGHT_MM = 90.0


def measure(job: tuple[int, str, Path, bool, str]) -> dict[str, Any]:
    """One picture: overlap with the truth, confidence, backdrop in the solid, CPU seconds."""
    number, backdrop, cache, drawn, cutter = job
    taken = pictures.take(number, backdrop, cache)
    png = pixels.write(np.ascontiguousarray(taken.bgr[..., ::-1]))
    one = lineup.provider("cutouts", cutter)
    one.load()
    start = time.process_time()
    cutout = one.cut(Picture(png, taken.bgr.shape[1], taken.bgr.shape[0]))
    cut_s = time.process_time() - start
    rgba = pixels.read(cutout.png)
    found, true = rgba[..., 3] > 127, taken.alpha > 0.5
    row = {
        "keepsake": number,
        "backdrop": backdrop,
        "overlap": float((found & true).sum() / max((found | true).sum(), 1)),
        "outline_px": _apart(found, true),
        "sure": cutout.confidence,
        "cut_s": cut_s,
        "used": False,
        "closed": True,
        "backdrop_share": 0.0,
        "tile": _tile(taken.bgr, rgba),
    }
    try:
        start = time.process_time()
        made = Inflate().sculpt(NOTHING, height_mm=HEIGHT_MM, quality="final", cutout=cutout)
    except ProviderError:
        return row
    row["sculpt_s"] = time.process_time() - start
    solid = Manifold(Triangles(made.mesh.vertices, made.mesh.faces.astype(np.uint32)))
    row |= {"used": True, "closed": str(solid.status()).endswith("NoError")}
    row["backdrop_share"] = _backdrop_share(found, solid, taken.alpha)
    if drawn:
        view = render(made.mesh, size_px=192, quality="draft", azimuth_deg=-25)
        row["tile"] = np.vstack([row["tile"], view[..., ::-1]])
    return row


def _apart(found: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> float:
    """Mean distance of the outlines from one another, in pixels of a picture of OUTLINE_PX."""
    inner = [cv2.erode(mask.astype(np.uint8), np.ones((3, 3))) > 0 for mask in (found, true)]
    edges = [mask ^ less for mask, less in zip((found, true), inner, strict=True)]
    if not (edges[0].any() and edges[1].any()):
        return float("inf")
    far = [cv2.distanceTransform((~edge).astype(np.uint8), cv2.DIST_L2, 5) for edge in edges]
    mean = float(far[0][edges[1]].mean() + far[1][edges[0]].mean()) / 2
    return mean * OUTLINE_PX / max(found.shape)


def cutout_box(seen: npt.NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """First row, last row, first and last column of what is seen."""
    y, x = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return int(y[0]), int(y[-1]), int(x[0]), int(x[-1])


def _backdrop_share(
    found: npt.NDArray[np.bool_], solid: Manifold, alpha: npt.NDArray[np.float32]
) -> float:
    """Share of the solid's volume that was inflated from backdrop: pixels that the cutout shows,
    but that lie further than `NEAR` from the true outline.
    """
    top, bottom, left, right = cutout_box(found)
    pixel_mm = 0.9 * HEIGHT_MM * min(1 / (bottom + 1 - top), 1.4 / (right + 1 - left))
    near = round(NEAR * alpha.shape[1])
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * near + 1, 2 * near + 1))
    allowed = cv2.dilate((alpha > 0.02).astype(np.uint8), kernel) > 0
    allowed |= ~found
    mesh = solid.to_mesh()
    corners = np.asarray(mesh.vert_properties[:, :3], np.float64)[np.asarray(mesh.tri_verts)]
    # signed prisms from each triangle to the middle plane, in the column of the triangle's centre
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 1] / 2
    middle = corners.mean(axis=1)
    volume = areas * middle[:, 1]
    column = np.rint((left + right) / 2 + middle[:, 0] / pixel_mm).astype(int)
    row = np.rint(top + (solid.bounding_box()[5] - middle[:, 2]) / pixel_mm).astype(int)
    height, width = allowed.shape
    there = allowed[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
    return float(max(volume[~there].sum() / volume.sum(), 0.0))


def _tile(bgr: npt.NDArray[np.uint8], rgba: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    alpha = rgba[..., 3:] / 255.0
    shown = rgba[..., 2::-1] * alpha + np.array([190, 60, 200]) * (1 - alpha)
    both = np.vstack([bgr, shown.astype(np.uint8)])
    return np.asarray(cv2.resize(both, (192, 384), interpolation=cv2.INTER_AREA), np.uint8)


def table(rows: list[dict[str, Any]]) -> str:
    """One line for each backdrop."""
    lines = [
        "| backdrop | pictures | overlap, median | outline off, px at 512 | used | "
        "most backdrop in a solid | bad, not noticed | good, refused |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in pictures.KINDS_OF_BACKDROP:
        mine = [r for r in rows if r["backdrop"] == kind]
        used = [r for r in mine if r["used"]]
        most = max((r["backdrop_share"] for r in used), default=0.0)
        bad = sum(r["overlap"] < LOST or r["backdrop_share"] > 0 for r in used)
        good = sum(r["overlap"] >= LOST and not r["used"] for r in mine)
        off = float(np.median([r["outline_px"] for r in mine]))
        median = float(np.median([r["overlap"] for r in mine]))
        lines.append(
            f"| {kind} | {len(mine)} | {median:.3f} | {off:.2f} | {len(used)} | "
            f"{100 * most:.3g} % | {bad} | {good} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", default="figures", choices=("figures", "tuned", "all"))
    parser.add_argument("--few", action="store_true", help="three keepsakes only")
    parser.add_argument("--cutout", default="studio", choices=("studio", "claynet", "rembg"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    default = Path(tempfile.gettempdir()) / "memoreez-backdrops"
    parser.add_argument("--cache", type=Path, default=default, help="where keepsakes are kept")
    parser.add_argument("--sheet", type=Path, help="a contact sheet of the first keepsakes")
    options = parser.parse_args()
    try:
        lineup.provider("cutouts", options.cutout).load()
    except ProviderError as error:
        raise SystemExit(str(error)) from error
    options.cache.mkdir(parents=True, exist_ok=True)
    start, step = {"figures": (1, 2), "tuned": (0, 2), "all": (0, 1)}[options.half]
    numbers = list(range(start, pictures.KEEPSAKES, step))[: 3 if options.few else None]
    drawn = numbers[:4] if options.sheet else []
    jobs = [
        (n, kind, options.cache, n in drawn, options.cutout)
        for n in numbers
        for kind in pictures.KINDS_OF_BACKDROP
    ]
    with get_context("spawn").Pool(options.jobs) as pool:
        rows = pool.map(measure, jobs, chunksize=len(pictures.KINDS_OF_BACKDROP))
    if options.sheet:
        _sheet(rows, drawn, options.sheet)
    for row in rows:
        del row["tile"]
    if options.json:
        print(json.dumps(rows))
        return
    print(table(rows))
    worst = sorted((r for r in rows if r["used"]), key=lambda r: r["overlap"])[:5]
    for row in worst:
        print(f"{row['keepsake']} {row['backdrop']}: overlap {row['overlap']:.3f}", end="; ")
    print(f"\nCPU: cutout {np.median([r['cut_s'] for r in rows]):.2f} s,", end=" ")
    print(f"solid {np.median([r['sculpt_s'] for r in rows if r['used']]):.2f} s (medians)")
    print(f"all solids closed: {all(r['closed'] for r in rows)}")


def _sheet(rows: list[dict[str, Any]], drawn: list[int], path: Path) -> None:
    """Picture, cutout and solid of the first keepsakes before each backdrop."""
    strips = []
    for number in drawn:
        tiles = [r["tile"] for r in rows if r["keepsake"] == number]
        blank = np.full((576, 192, 3), 235, np.uint8)
        strips.append(np.hstack([np.vstack([t, blank[len(t) :]]) for t in tiles]))
    sheet = cv2.resize(np.vstack(strips), None, fx=0.62, fy=0.62, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(path), sheet, [cv2.IMWRITE_JPEG_QUALITY, 74])


if __name__ == "__main__":
    main()
