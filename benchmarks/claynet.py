"""One picture of a keepsake, sculpted by Claynet, against the solid that was in the picture.

    python benchmarks/claynet.py [--few] [--count 240] [--only 3,14] [--jobs 2]
                                 [--cache FOLDER] [--drawn FOLDER]
                                 [--sheet FILE.jpg] [--worst FILE.jpg] [--json]

Our own designs, which the network was never shown, of every motif and kind, drawn by the clay
renderer; odd ones without their pedestal. What was measured is kept in `--cache` and not done
again, so that a run can be stopped and goes on; take another folder after a change. The pictures
in `--drawn` are the same whatever the network says, so that the next run has them already.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import claynet_backdrop as backdrop
import cv2
import keepsakes
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez import steps
from memoreez.artifacts import Concept, Design, Mesh, Picture, Report
from memoreez.claynet.looking import look
from memoreez.claynet.trusting import evidence, verdict
from memoreez.errors import BadInput, ProviderError
from memoreez.figurines import gate
from memoreez.figurines.facets import unfold
from memoreez.figurines.finish import Wish, finish, preview
from memoreez.figurines.repairs.deviation import deviation
from memoreez.figurines.thickness import sample
from memoreez.images import clay
from memoreez.sculptures.atelier import Atelier
from memoreez.sculptures.claynet import Claynet

Doubles = npt.NDArray[np.float64]

ORDERS = keepsakes.orders(200, keepsakes.FIRST) + keepsakes.orders(240)[200:]
FEW = 24
TURNS = (-20.0, -35.0, 25.0, 0.0, -10.0, 40.0)  # of the camera, degrees to the right
SIDES = (0.0, 60.0, 180.0, -60.0)  # from which the sheets show truth and result
NEAR = 0.02  # of the height: points nearer than that count as right
POINTS = 8000
TILE_PX = 150
NEVER = Concept(1, "The figure", "", "character", "")


def measure(job: tuple[int, Path, Path]) -> dict[str, Any]:
    """One keepsake: how far the solid of its picture is from its own, and what the gate says."""
    number, cache, drawn = job
    kept = cache / f"{number}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text()))
    truth, picture, facts = figure(number, drawn)
    row = facts | {"used": False, "verdict": "refused"}
    start, wall = time.process_time(), time.perf_counter()
    try:
        seen = look(picture.png)
        row["look_s"] = time.process_time() - start
        row["sure"] = verdict(evidence(seen))[0]
        made = Claynet().sculpt(NEVER, height_mm=90, picture=picture).mesh
        row["sculpt_s"] = time.process_time() - start
        report = _gated(made)
    except (ProviderError, BadInput) as error:
        row["words"] = str(error)
    else:
        row |= {"used": True, "verdict": report.verdict, "repairs": report.repairs}
        row["failed"] = [f"{c.name}={c.value}" for c in report.checks if c.verdict == "fail"]
        row["gated_s"] = time.process_time() - start
        row["wall_s"] = time.perf_counter() - wall
        row["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row |= _backdrop(number, truth, picture, made)
        made = aligned(made, truth)
        there, back = deviation(truth, made, count=POINTS), deviation(made, truth, count=POINTS)
        high = float(np.ptp(truth.vertices[:, 2]))
        row["chamfer"] = 100 * float(there.mean() + back.mean()) / 2 / high
        row["within"] = 100 * float((np.concatenate([there, back]) < NEAR * high).mean())
    kept.write_text(json.dumps(row, default=list))
    return row


def strip(job: tuple[int, Path, Path]) -> Path:
    """The picture of a keepsake, the truth from four sides, and what became of it beside them."""
    number, cache, drawn = job
    path = cache / f"{number}.jpg"
    if path.exists():
        return path
    truth, picture, _ = figure(number, drawn)
    try:
        made = aligned(Claynet().sculpt(NEVER, height_mm=90, picture=picture).mesh, truth)
    except (ProviderError, BadInput):
        made = None
    _tile(path, picture, truth, made)
    return path


def figure(number: int, folder: Path) -> tuple[Mesh, Picture, dict[str, Any]]:
    """The figure of a keepsake and its picture, from the folder where they are there already."""
    kept = folder / f"{number}.npz"
    if kept.exists():
        with np.load(kept) as found:
            png, facts = found["png"].tobytes(), dict(json.loads(str(found["facts"])))
            return Mesh(found["vertices"], found["faces"]), Picture(png, *facts.pop("size")), facts
    truth, picture, facts = _drawn(number)
    told = json.dumps(facts | {"size": (picture.width, picture.height)})
    png = np.frombuffer(picture.png, np.uint8)
    part = folder / f"{number}.{os.getpid()}.npz"  # renamed when it is whole: it may be stopped
    np.savez(part, vertices=truth.vertices, faces=truth.faces, png=png, facts=np.array(told))
    part.replace(kept)
    return truth, picture, facts


def _drawn(number: int) -> tuple[Mesh, Picture, dict[str, Any]]:
    """The figure as the camera sees it, from the front; its picture; and what it is."""
    seed, kind, names, _ = ORDERS[number]
    design = Design(kind, tuple(map(keepsakes.element, names)), seed)
    raw = Atelier().sculpt(Concept(1, "", "", kind, "", design), height_mm=90, quality="final").mesh
    turn = TURNS[number % len(TURNS)]
    picture = clay.picture(clay.render(_shown(number, raw), azimuth_deg=turn, threads=1))
    facts = {"number": number, "kind": kind, "motifs": names, "bare": bool(number % 2)}
    return Mesh(_turned(raw.vertices, -turn).astype(np.float32), raw.faces), picture, facts


def _shown(number: int, raw: Mesh) -> Mesh:
    """What is in the picture: the figure, every second one on its pedestal."""
    if number % 2:
        return raw
    seed, _, _, shape = ORDERS[number]
    name = keepsakes.NAMES[seed % len(keepsakes.NAMES)] if seed % 4 else ""
    return preview(raw, Wish(inscription=(name,) if name else (), pedestal=shape)).solid


def _backdrop(number: int, truth: Mesh, picture: Picture, made: Mesh) -> dict[str, Any]:
    """What of the backdrop became geometry; see `claynet_backdrop`."""
    turn = TURNS[number % len(TURNS)]
    shown = _shown(number, Mesh(_turned(truth.vertices, turn).astype(np.float32), truth.faces))
    true = backdrop.silhouette(shown, turn, picture.width)
    share, far = backdrop.beside(look(picture.png), true, Claynet().options.tolerance)
    return {"beside": 100 * share, "beside_px": far, "slabs": backdrop.slabs_in(made)}


def _turned(points: npt.NDArray[Any], degrees: float) -> Doubles:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    turn = np.array([[cosine, sine, 0], [-sine, cosine, 0], [0, 0, 1]])
    return np.asarray(points @ turn, np.float64)


def _gated(made: Mesh) -> Report:
    wish = Wish(inscription=("Ada",))
    done = finish(made, wish, tolerance_mm=steps.TOLERANCE * wish.height_mm)
    figurine = done.figurine
    return gate.inspect(
        figurine.solid, stroke_mm=done.stroke_mm, bodies=figurine.bodies, repairs=done.repairs
    )


def aligned(made: Mesh, truth: Mesh) -> Mesh:
    """`made` in the place, the size and the turn about z that fit best; its lean is left to it."""
    points, wanted = (sample(unfold(mesh), 5000)[1] for mesh in (made, truth))
    whole = made.vertices.astype(np.float64)
    tree = cKDTree(wanted)
    for step in range(14):
        if step:
            far, near = tree.query(points)
            away, own = cKDTree(points).query(wanted)
            pairs = np.concatenate([points, points[own]]), np.concatenate([wanted[near], wanted])
            good = (both := np.concatenate([far, away])) <= np.percentile(both, 90)
            a, b = pairs[0][good], pairs[1][good]
        else:  # by their boxes
            a = np.array([points.min(axis=0), points.max(axis=0)])
            b = np.array([wanted.min(axis=0), wanted.max(axis=0)])
            a, b = a[:, [2, 2, 2]] * [0, 0, 1] + a.mean(axis=0) * [1, 1, 0], b
            b = b[:, [2, 2, 2]] * [0, 0, 1] + b.mean(axis=0) * [1, 1, 0]
        middle, target = a.mean(axis=0), b.mean(axis=0)
        mixed = (a - middle).T @ (b - target)
        turn = np.degrees(np.arctan2(mixed[0, 1] - mixed[1, 0], mixed[0, 0] + mixed[1, 1]))
        flat = _turned(a - middle, turn)
        scale = float((flat * (b - target)).sum() / (flat * flat).sum())
        points = scale * _turned(points - middle, turn) + target
        whole = scale * _turned(whole - middle, turn) + target
    return Mesh(whole.astype(np.float32), made.faces)


def _tile(path: Path, picture: Picture, truth: Mesh, made: Mesh | None) -> None:
    """The picture, the truth from four sides, and beside it the result from the same ones."""
    drawn = cv2.imdecode(np.frombuffer(picture.png, np.uint8), cv2.IMREAD_COLOR)
    tiles = [cv2.resize(drawn, (TILE_PX, TILE_PX), interpolation=cv2.INTER_AREA)]
    for mesh in (truth, made):
        for side in SIDES:
            if mesh is None:
                tiles.append(np.full((TILE_PX, TILE_PX, 3), 235, np.uint8))
                continue
            view = clay.render(mesh, size_px=TILE_PX, azimuth_deg=side, quality="draft", threads=1)
            tiles.append(view[..., ::-1])
    cv2.imwrite(str(path), np.hstack(tiles), [cv2.IMWRITE_JPEG_QUALITY, 88])


def table(rows: list[dict[str, Any]]) -> str:
    """One line for each kind, with and without a pictured pedestal, and all."""
    lines = [
        "| pictures | number | chamfer, % of height: median | worst | within 2 %, median | pass | "
        "repaired | fail | refused |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    kinds = sorted({str(row["kind"]) for row in rows})
    groups = [(kind, [r for r in rows if r["kind"] == kind]) for kind in kinds]
    groups += [
        ("on a pedestal", [r for r in rows if not r["bare"]]),
        ("without", [r for r in rows if r["bare"]]),
        ("all", rows),
    ]
    for name, some in groups:
        used = [r for r in some if r["used"]]
        if not used:
            continue
        off = [r["chamfer"] for r in used]
        within = float(np.median([r["within"] for r in used]))
        counts = [sum(r["verdict"] == v for r in some) for v in ("pass", "repaired", "fail")]
        lines.append(
            f"| {name} | {len(some)} | {np.median(off):.2f} | {max(off):.2f} | {within:.0f} | "
            f"{counts[0]} | {counts[1]} | {counts[2]} | {len(some) - len(used)} |"
        )
    return "\n".join(lines)


def spent(rows: list[dict[str, Any]]) -> str:
    """Medians of seconds and the most memory."""
    used = [r for r in rows if r["used"]]
    names = ("look_s", "sculpt_s", "gated_s", "wall_s")
    medians = {name: float(np.median([r[name] for r in used])) for name in names}
    told = ", ".join(f"{name} {value:.2f}" for name, value in medians.items())
    return f"{told}; most memory {max(r['peak_mb'] for r in used):.0f} MB"


def sheet(paths: list[Path], path: Path) -> None:
    """The strips of some keepsakes, two beside one another."""
    strips = [cv2.imread(str(one)) for one in paths]
    strips += [np.full_like(strips[0], 235)] * (len(strips) % 2)
    pairs = [np.hstack(strips[i : i + 2]) for i in range(0, len(strips), 2)]
    cv2.imwrite(str(path), np.vstack(pairs), [cv2.IMWRITE_JPEG_QUALITY, 72])


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", action="store_true", help=f"{FEW} keepsakes, of all kinds")
    parser.add_argument(
        "--count", type=int, default=200, help="up to 240: the last 40 of all motifs"
    )
    parser.add_argument("--only", default="", help="numbers with commas")
    parser.add_argument("--jobs", type=int, default=2)
    default = Path(tempfile.gettempdir()) / "memoreez-claynet"
    parser.add_argument("--cache", type=Path, default=default)
    parser.add_argument("--drawn", type=Path, help="where the pictures are kept")
    parser.add_argument("--sheet", type=Path, help="a contact sheet of forty")
    parser.add_argument("--worst", type=Path, help="a contact sheet of the worst ten")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    drawn = options.drawn or options.cache / "drawn"
    for folder in (options.cache, drawn):
        folder.mkdir(parents=True, exist_ok=True)
    first = np.random.default_rng(7).permutation(200)
    order = [*first, *range(200, len(ORDERS))][: FEW if options.few else options.count]
    numbers = [int(n) for n in options.only.split(",") if n] or [int(n) for n in order]
    rows = []
    with get_context("spawn").Pool(options.jobs, maxtasksperchild=20) as pool:
        for row in pool.imap(measure, [(n, options.cache, drawn) for n in numbers]):
            rows.append(row)
            print(row["number"], row["kind"], row["verdict"], file=sys.stderr, flush=True)
        worst = sorted((r for r in rows if r["used"]), key=lambda r: -r["chamfer"])[:10]
        sheets = {options.sheet: numbers[:40], options.worst: [r["number"] for r in worst]}
        for path, some in sheets.items():
            if path:
                sheet(pool.map(strip, [(n, options.cache, drawn) for n in some]), path)
    if options.json:
        print(json.dumps(rows))
        return
    print(f"{table(rows)}\n\nCPU: {spent(rows)}\nBackdrop: {backdrop.told(rows)}")
    told = ", ".join(f"{r['number']} ({r['kind']}) {r['chamfer']:.2f}" for r in worst)
    print(f"worst: {told}")


if __name__ == "__main__":
    main()
