"""Models that somebody sends to a shop whose making is fake: they wait, are at work, or mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
from mesh_files import binary_stl
from print_shapes import ball, box, joined, mesh_of, rod
from shop import Shop

from memoreez import db, mesh_workshop, uploads
from memoreez.artifacts import Mesh
from memoreez.errands import Errand
from memoreez.mesh_stages import Stage, mark
from memoreez.records import Stored, complaint
from memoreez.rows import Upload

FIGURE = mesh_of(rod(36, 12) + rod(10, 16) + ball(13, (0, 0, 44)))
GAPING = Mesh(FIGURE.vertices, FIGURE.faces[40:])  # with a hole
WALLED = joined(GAPING, mesh_of(box(60, 2, 70, (0, 40, 0))), mesh_of(ball(2, (22, 0, 20))))
SHEET = Mesh(
    np.array([[0, 0, 0], [40, 0, 0], [40, 6, 60], [0, 0, 60]], np.float32),
    np.array([[0, 1, 2], [0, 2, 3]], np.int32),
)  # has no inside: nothing can be made of it


def sent(shop: Shop, mesh: Mesh = FIGURE, name: str = "dragon.stl", **wanted: Any) -> str:
    """A model that waits; its id."""
    answer = httpx.post(
        f"{shop.url}/api/meshes",
        content=binary_stl(mesh),
        params={"name": name, **wanted},
        headers={"content-type": "application/octet-stream"},
        timeout=60,
    )
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def begun(shop: Shop, mesh: str, stage: Stage = "mend") -> str:
    """Somebody is at it, and has come so far."""
    _change(shop, mesh, uploads.began)
    mark(shop.studio.store, mesh, stage)
    return mesh


def mended(shop: Shop, mesh: str) -> str:
    """It is done, as the studio's workshop does it."""
    row = _change(shop, mesh, uploads.began)
    order = {"name": row.name, "source": row.source, "wanted": row.wanted}
    made = mesh_workshop.mend(Errand(shop.studio.settings, mesh, order), shop.studio.store)
    files = [Stored(**one) for one in made["files"]]
    _change(shop, mesh, uploads.done, made["result"], files)
    return mesh


def refused(shop: Shop, mesh: str, code: str = "bad-input", retryable: bool = False) -> str:
    """It could not be done."""
    told = complaint(
        code, "The file is cut off after 12 of 400 triangles.", "", retryable=retryable
    )
    _change(shop, mesh, uploads.failed, told)
    return mesh


def row_of(shop: Shop, mesh: str) -> Upload:
    """As it is now."""
    with db.session(shop.studio.engine, reading=True) as session:
        return uploads.find(session, mesh)


def _change(shop: Shop, mesh: str, deed: Callable[..., Any], *given: Any) -> Upload:
    run = row_of(shop, mesh).run
    with db.session(shop.studio.engine) as session:
        deed(session, mesh, run, *given)
    return row_of(shop, mesh)
