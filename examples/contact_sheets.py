"""Draws the pictures of docs/pictures: every motif from three sides, and 24 keepsakes.

python examples/contact_sheets.py motifs|keepsakes|figurine [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

import memoreez
from memoreez import motifs, steps
from memoreez.artifacts import Mesh
from memoreez.figurines.finish import Wish
from memoreez.images.clay import render
from memoreez.sdf import mesh

Image = npt.NDArray[np.uint8]
LISTS = (
    ("guitar, hiking with the dog, black coffee", "Sophie"),
    ("Mein Papa liebt Fußball, Bier und sein Fahrrad", "Papa"),
    ("knitting, her cat, watching the stars, baking cakes", "Grandma Rose"),
    ("el violín, los caballos y viajar", "Lucía"),
    ("beekeeping and chess", "Walter"),
    ("jardinage, pêche, vin rouge, les oiseaux, lecture, photo", "Mamie"),
)


def caption(image: Image, text: str) -> Image:
    """`text` in the lower left corner."""
    at = (8, image.shape[0] - 10)
    cv2.putText(image, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, (70, 70, 70), 1, cv2.LINE_AA)
    return image


def save(path: Path, rows: list[Image]) -> None:
    """A JPEG of stacked rows."""
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])


def draw_motifs(folder: Path, per_sheet: int = 20, px: int = 190) -> None:
    """Sheets of motifs, two to a row, each from the front left, its side and its back."""
    cells = []
    for name in motifs.names():
        label = "Philosophy" if motifs.load(name).labelled else ""
        solid = Mesh(*mesh(motifs.load(name).build(label=label), 0.35))
        views = [render(solid, size_px=px, azimuth_deg=a) for a in (-30, 75, 165)]
        cells.append(caption(np.hstack(views), name))
    if len(cells) % 2:
        cells.append(np.full_like(cells[0], 255))
    rows = [np.hstack(cells[i : i + 2]) for i in range(0, len(cells), 2)]
    for sheet, start in enumerate(range(0, len(rows), per_sheet // 2), 1):
        save(folder / f"motifs-{sheet}.jpg", rows[start : start + per_sheet // 2])


def draw_keepsakes(folder: Path, px: int = 320) -> None:
    """The four concepts of six hobby lists, a row each."""
    rows = []
    for seed, (text, name) in enumerate(LISTS):
        order = steps.Order(text, name, seed=seed, wish=Wish(inscription=(name,)))
        pictures = []
        for concept in steps.imagine(order).concepts:
            png = np.frombuffer(steps.draw(concept, order).png, np.uint8)
            image = np.asarray(cv2.imdecode(png, cv2.IMREAD_COLOR), np.uint8)[..., ::-1]
            small = cv2.resize(image, (px, px), interpolation=cv2.INTER_AREA)
            pictures.append(caption(np.ascontiguousarray(small), concept.title))
        rows.append(np.hstack(pictures))
    save(folder / "keepsakes-1.jpg", rows[:3])
    save(folder / "keepsakes-2.jpg", rows[3:])


def draw_figurine(folder: Path) -> None:
    """The README's picture: a finished keepsake of its first command."""
    with tempfile.TemporaryDirectory() as out:
        made = memoreez.make(LISTS[0][0], name="Sophie", date="24.12.2026", out=out)
        picture = cv2.imread(str(made.files["figurine.png"]))
        assert picture is not None
        cv2.imwrite(str(folder / "figurine.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])


if __name__ == "__main__":
    target = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    target.mkdir(parents=True, exist_ok=True)
    {"motifs": draw_motifs, "keepsakes": draw_keepsakes, "figurine": draw_figurine}[sys.argv[1]](
        target
    )
