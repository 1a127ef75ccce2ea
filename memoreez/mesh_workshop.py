"""What the durable step of an uploaded mesh does: in a helper process, with keys in and out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from memoreez import fixing, mesh_papers
from memoreez.errands import Errand
from memoreez.errors import BadInput
from memoreez.figurines.repairs import Wanted
from memoreez.mesh_stages import mark
from memoreez.prints import mended_report
from memoreez.receipts import once
from memoreez.records import plain
from memoreez.rows import Json
from memoreez.store import Store, home

MEMORY = 8 * 2**30  # bytes; five million triangles need 4.5 GB
TYPES = {
    ".stl": "model/stl",
    ".3mf": "model/3mf",
    ".glb": "model/gltf-binary",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
}
SPOOL = "spool"  # in the data folder: meshes on their way


def mend(errand: Errand, store: Store) -> Json:
    """The mesh checked, repaired and checked again: {"result", "files", "seconds"}.

    What still fails has no file to print. Raises BadInput, StoreError.
    """
    folder = f"{home(errand.keepsake)}/mended"

    def work() -> Json:
        with _fetched(errand, store) as path, _bounded():
            mark(store, errand.keepsake, "look")
            pictures = mesh_papers.before(path)
            mark(store, errand.keepsake, "mend")
            mended = fixing.mend(path, Wanted(**errand.order["wanted"]))
            mark(store, errand.keepsake, "draw")
            failed = mended.after.verdict == "fail"
            cost = fixing.cost(mended)
            written = {} if failed else fixing.printable(mended)
            written |= mesh_papers.after(mended, cost, written) | pictures
        files = [
            {"name": name, **asdict(store.put(f"{folder}/{name}", data, TYPES[Path(name).suffix]))}
            for name, data in written.items()
        ]
        return {"result": _told(mended, cost), "files": files}

    return once(store, f"{folder}/receipt.json", work)


def _told(mended: fixing.Mended, cost: Json) -> Json:
    """What the API tells of it."""
    size = fixing.size_mm(mended)
    told: Json = plain(
        {
            "verdict": mended.after.verdict,
            "checks": mended_report.checks(mended.after),
            "before": {
                "verdict": mended.before.verdict,
                "checks": mended_report.checks(mended.before),
            },
            "changes": [asdict(change) for change in mended.changes],
            "deviation_mm": mended.deviation_mm,
            "size_mm": size and [round(side, 2) for side in size],
            "triangles": len(mended.mesh.faces),
            **cost,
        }
    )
    return told


@contextmanager
def _fetched(errand: Errand, store: Store) -> Iterator[Path]:
    """The file under the name that it was sent with, while it is read."""
    spool = errand.settings.data_dir / SPOOL
    spool.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=spool, prefix="mend-") as room:
        path = Path(room, _plain(errand.order["name"]))
        store.fetch(errand.order["source"], path)
        yield path


def _plain(name: str) -> str:
    """A name that every file system takes; its end says what format it is."""
    stem, suffix = Path(name).stem[:40], Path(name).suffix
    return "".join(c if c.isalnum() or c in " .-_()" else "_" for c in stem) + suffix


@contextmanager
def _bounded() -> Iterator[None]:
    """No more memory than MEMORY beyond what this process has, where the system can see to it."""
    try:
        with _limited():
            yield
    except MemoryError as error:
        raise BadInput(
            f"The mesh needs more than the {MEMORY / 2**30:.0f} GB of memory that one mesh gets. "
            "Decimate it to one million triangles in the program that made it."
        ) from error


@contextmanager
def _limited() -> Iterator[None]:
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):  # not Linux
        yield
        return
    limits: Any = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (_least(wanted, limits), limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def _least(wanted: int, limits: tuple[int, int]) -> int:
    """Never more than is allowed already; negative is no limit."""
    return min([wanted, *(one for one in limits if one >= 0)])
