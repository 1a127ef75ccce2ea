"""Slabs that are there, and keepsakes that have none: what is found, cut, and left alone.

    python -m benchmarks.print.slabs [--count 800] [--added 200] [--cache FOLDER] [--json FILE]

Keepsakes of seeds that nothing was tuned on, each with and without its pedestal, must come out as
they are. Every fourth gets a wall or a plate of random size, lean and thickness, which must go,
and nothing else with it. Keepsakes and rows are kept: a run that was ended goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from manifold3d import CrossSection, JoinType, Manifold, OpType

from benchmarks.keepsakes import NAMES, element
from benchmarks.print.shapes import (
    Floats,
    Surface,
    joined,
    mesh_of,
    shells,
    solid,
    spread,
    volume_mm3,
)
from memoreez import motifs
from memoreez.artifacts import Concept, Design, Mesh
from memoreez.designs import KINDS
from memoreez.figurines.facets import unfold
from memoreez.figurines.finish import Wish, preview
from memoreez.figurines.limits import SLAB_SURE
from memoreez.figurines.pedestal import SHAPES
from memoreez.figurines.repairs.backdrop import cut_backdrop
from memoreez.figurines.slab import slabs
from memoreez.sculptures.atelier import Atelier

Row = dict[str, Any]
FIRST = 50_000  # seeds below were looked at while the finder was made
HEIGHT_MM = 90.0
CLEAR_MM, LEFT_MM = (
    1.5,
    0.25,
)  # a slab's surface nearer to the figure may stay; so near, it is there
LEFT, LOST_MM = 0.05, 0.5  # at most of the slab; 95 % of the figure's own surface is nearer


@dataclass(frozen=True, eq=False)
class Slab:
    """A sheet that is put to a keepsake."""

    name: str
    solid: Manifold


def make(number: int, folder: Path) -> tuple[Mesh, Mesh]:
    """Sculpture and finished keepsake, of one to six motifs; kept in `folder`."""
    file = folder / f"{number}.npz"
    if not file.is_file():
        seed = FIRST + number
        random = np.random.default_rng(seed)
        names = random.choice(motifs.names(), int(random.integers(1, 7)), replace=False)
        kind = KINDS[number % len(KINDS)]
        design = Design(kind, tuple(element(str(name)) for name in names), seed)
        concept = Concept(1, "", "", kind, "", design)
        raw = Atelier().sculpt(concept, height_mm=HEIGHT_MM, quality="draft").mesh
        lines = (NAMES[number % len(NAMES)],) if number % 4 else ()
        wish = Wish(HEIGHT_MM, lines, str(random.choice(SHAPES)))
        made = _united(preview(raw, wish).solid)  # `finish` would cut what it takes for a slab
        part = file.with_suffix(".part.npz")
        np.savez(part, v=made.vertices, f=made.faces, rv=raw.vertices, rf=raw.faces)
        part.replace(file)
    with np.load(file) as kept:
        return Mesh(kept["rv"], kept["rf"]), Mesh(kept["v"], kept["f"])


def _united(parts: Mesh) -> Mesh:
    """One solid of sculpture and pedestal; of what closes by itself."""
    pieces = [solid(part) for part in shells(parts)]
    return mesh_of(Manifold.batch_boolean([p for p in pieces if p.volume() > 1], OpType.Add))


def undamaged(name: str, mesh: Mesh) -> Row:
    """What is taken for a slab in a keepsake that has none."""
    spent = time.process_time()
    found = max((one.sure for one in slabs(unfold(mesh))), default=0.0)
    spent = time.process_time() - spent
    cut = found >= SLAB_SURE and cut_backdrop(mesh).mesh is not mesh
    return {"name": name, "slab": "none", "sure": found, "cut": cut, "cpu_s": spent}


def damaged(name: str, mesh: Mesh, random: np.random.Generator) -> Row:
    """What is left of a slab, and what went with it."""
    slab = (wall if random.random() < 0.6 else plate)(mesh, random)
    apart = bool(random.random() < 0.25)
    whole = solid(mesh)
    made = joined([mesh, mesh_of(slab.solid)]) if apart else mesh_of(whole + slab.solid)
    found = max((one.sure for one in slabs(unfold(made))), default=0.0)
    left = cut_backdrop(made)
    points, _ = spread(mesh_of(slab.solid), 3000, random)
    own = Surface(mesh, 60_000)
    points = points[own.distances(points) > CLEAR_MM]
    truth, _ = spread(mesh, 3000, random)
    truth = truth[Surface(made, 60_000).distances(truth) < 0.1]
    after = Surface(left.mesh, 60_000)
    return {
        "name": f"{name} + {slab.name}" + " as a shell of its own" * apart,
        "slab": slab.name.partition(" ")[0],
        "sure": found,
        "cut": bool(left.changes),
        "left": float(np.mean(after.distances(points) < LEFT_MM)),
        "p95_mm": float(np.quantile(after.distances(truth), 0.95)),
        "volume": volume_mm3(left.mesh) / volume_mm3(mesh),
    }


def wall(mesh: Mesh, random: np.random.Generator) -> Slab:
    """Behind the figure, from any side: 0.6 to 6 mm thick, leaning by up to 9°, also bent."""
    heading, lean = float(random.uniform(0, 360)), float(random.uniform(-3, 9))
    thick = float(np.exp(random.uniform(np.log(0.6), np.log(6))))
    points = _turned(mesh.vertices.astype(np.float64), -heading)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = random.uniform(0.75, 1.5), random.uniform(0.7, 1.15)
    width, height = float(wide * (high - low)[0]), float(tall * (high - low)[2])
    corner = float(random.choice([0, 0, 0.15]) * min(width, height))
    sheet = CrossSection.square((width - 2 * corner, height - 2 * corner), True)
    if corner:
        sheet = sheet.offset(corner, JoinType.Round, circular_segments=32)
    bulge = float(random.choice([0, 0, 0.03]) * width)
    upright = sheet.extrude(thick).rotate((90, 0, 0)).translate((0, thick, height / 2))
    if bulge:
        upright = _bent(upright, bulge, width / 2)
    back = _back(points, lean, float(random.choice([0.0, 0.25])))
    standing = upright.rotate((-lean, 0, 0))
    sink = float(random.uniform(0.2, 0.6)) + bulge
    standing = standing.translate(((low + high)[0] / 2, back - sink, low[2]))
    standing = standing.trim_by_plane((0, 0, 1), float(low[2])).rotate((0, 0, heading))
    words = f"wall {width:.0f} × {height:.0f} × {thick:.1f} mm, {lean:.0f}°, facing {heading:.0f}°"
    return Slab(words + f", bent {bulge:.1f} mm" * bool(bulge), standing)


def plate(mesh: Mesh, random: np.random.Generator) -> Slab:
    """Under the figure: 0.6 to 3 mm thick, a quarter wider to twice as wide, turned, or round."""
    thick = float(np.exp(random.uniform(np.log(0.6), np.log(3))))
    points = mesh.vertices.astype(np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    width, depth = (random.uniform(1.25, 2.0, 2) * (high - low)[:2]).tolist()
    sheet = Manifold.cube((width, depth, thick), True).rotate((0, 0, random.uniform(0, 45)))
    if disc := random.random() < 0.3:
        radius = 0.6 * float(np.hypot(*(high - low)[:2]))
        sheet = Manifold.cylinder(thick, radius, radius, 96, True)
        width = depth = 2 * radius
    middle = ((low + high) / 2).tolist()
    lift = min(0.4, thick / 2) - thick / 2
    name = f"plate {width:.0f} × {depth:.0f} × {thick:.1f} mm" + " round" * disc
    return Slab(name, sheet.translate((middle[0], middle[1], float(low[2]) + lift)))


def _turned(points: Floats, degrees: float) -> Floats:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.asarray(points @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]).T)


def _back(points: Floats, lean: float, above: float) -> float:
    """Where a wall that leans so far meets z = 0 when it touches what is higher than `above`."""
    rise = points[:, 2] - points[:, 2].min()
    high = rise > above * rise.max()
    return float((points[high, 1] - rise[high] * np.tan(np.radians(lean))).max())


def _bent(upright: Manifold, bulge: float, half: float) -> Manifold:
    def warped(points: Floats) -> Floats:
        moved = points.copy()
        moved[:, 1] += bulge * (1 - (points[:, 0] / half) ** 2)
        return moved

    return upright.refine_to_length(4.0).warp_batch(warped)


def rows(count: int, added: int, folder: Path, done: list[Row]) -> Iterator[Row]:
    """Every keepsake as it is, twice; every so manieth with a slab, in turn with a pedestal.

    What was `done` before is not done again.
    """
    known = {row["name"].partition(" + ")[::2]: row for row in done}
    known = {(name, bool(slab)): row for (name, slab), row in known.items()}
    apart = max(1, count // max(added, 1))
    for number in range(count):
        slabbed = number % apart == 0 and number // apart < added
        keys = [(f"{number} bare", False), (f"{number}", False), (f"{number}", True)][: 2 + slabbed]
        if all(key in known for key in keys):
            yield from (known[key] for key in keys)
            continue
        raw, made = make(number, folder)
        for key, mesh in zip(keys, (raw, made), strict=False):
            yield known.get(key) or undamaged(key[0], mesh)
        if slabbed:
            chosen, random = raw if number // apart % 2 else made, np.random.default_rng(number)
            yield known.get(keys[2]) or damaged(f"{number}", chosen, random)


def wrong(row: Row) -> str:
    """What must not be; empty where all is well."""
    if row["slab"] == "none":
        return "a false cut" if row["sure"] >= SLAB_SURE else ""
    if not row["cut"]:
        return f"not found ({100 * row['sure']:.0f} % sure)"
    if row["left"] > LEFT:
        return f"{100 * row['left']:.0f} % of it left"
    return f"p95 {row['p95_mm']:.2f} mm" if row["p95_mm"] > LOST_MM else ""


def table(listed: list[Row]) -> str:
    """One line for what has no slab, and one for each kind of slab."""
    lines = ["| slab | objects | found | cut | left over | p95 mm | wrong |", "|" + "---|" * 7]
    for kind in ("none", "wall", "plate"):
        some = [row for row in listed if row["slab"] == kind]
        cells: list[object] = [kind, len(some), sum(row["sure"] >= SLAB_SURE for row in some)]
        cells.append(sum(row["cut"] for row in some))
        left = [row["left"] for row in some if "left" in row and row["cut"]]
        off = [row["p95_mm"] for row in some if "p95_mm" in row]
        cells.append(f"{100 * max(left):.0f} % at most" if left else "—")
        cells.append(f"{np.median(off):.2f}, worst {max(off):.2f}" if off else "—")
        cells.append(sum(bool(wrong(row)) for row in some))
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    spent = [row["cpu_s"] for row in listed if "cpu_s" in row]
    sure = max((row["sure"] for row in listed if row["slab"] == "none"), default=0.0)
    told = f"Where there is none: {100 * sure:.0f} % sure at most; {np.mean(spent):.3f} CPU s each."
    return "\n".join([*lines, "", told])


def main() -> None:
    """Parse, run, print; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print.slabs", description=__doc__)
    parser.add_argument("--count", type=int, default=800)
    parser.add_argument("--added", type=int, default=200)
    parser.add_argument("--json", type=Path, metavar="FILE", help="all rows are kept there")
    default = Path(tempfile.gettempdir()) / "memoreez-slabs"
    parser.add_argument("--cache", type=Path, default=default, help="where keepsakes are kept")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    listed: list[Row] = []
    kept = options.json and options.json.is_file()
    done: list[Row] = json.loads(options.json.read_text("utf-8")) if kept else []
    for row in rows(options.count, options.added, options.cache, done):
        listed.append(row)
        if said := wrong(row):
            print(f"{row['name']}: {said}", file=sys.stderr, flush=True)
        if options.json and len(listed) % 50 == 0 and len(listed) > len(done):
            options.json.write_text(json.dumps(listed, indent=1), "utf-8")
    if options.json:
        options.json.write_text(json.dumps(listed, indent=1), "utf-8")
    print(table(listed))
    sys.exit(any(wrong(row) for row in listed))


if __name__ == "__main__":
    main()
