"""3MF: millimetres, named and coloured bodies, metadata and a thumbnail in one file for slicers.

How slicers read several bodies differs, so there are two layouts:

- "volumes": one mesh object whose triangles carry the body's material, and the list of bodies as
  PrusaSlicer writes it, each with its filament. PrusaSlicer shows one object with named parts;
  every other program sees one object, in one piece. Checked with PrusaSlicer 2.5.
- "objects": one mesh object per body, joined by a components object, as the specification
  suggests. PrusaSlicer makes separate objects of them and drops each to the bed, without a word
  on its command line (prusa3d/PrusaSlicer issues 11474, 14545), so it is not the default.

Our own writer is the default: the same bytes on every platform (lib3mf has no wheel for Linux on
ARM), and two to three times as fast; lib3mf reads every file of it in the tests.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import OutputError
from memoreez.prints import threemf_slots as slots
from memoreez.welding import keep_apart

Layout = Literal["volumes", "objects"]
Writer = Literal["plain", "lib3mf"]

COLOURS = {"figure": "#B9B1A6", "pedestal": "#7D756C", "inscription": "#C9A227"}
# The names that a 3MF may use without a namespace (3MF Core Specification 1.3, §3.4.1); the two
# dates are left out, because the same input must give the same bytes.
NAMES = ("Title", "Designer", "Description", "Copyright", "LicenseTerms", "Rating", "Application")

_CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MODEL_PART, _PICTURE_PART = "3D/3dmodel.model", "Metadata/thumbnail.png"
# OrcaSlicer and Bambu Studio read PrusaSlicer's list of parts only where this word is.
_MAKER = "memoreez, in the layout of PrusaSlicer"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_PART_MM = 0.0002  # two units of the last decimal written
_FIRST = 2  # resource id of the first object; 1 is the materials
# XML 1.0 §2.2 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, eq=False)
class Item:
    """A mesh object to be written: `materials` (m,) holds the index of each triangle's body."""

    name: str
    mesh: Mesh
    materials: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Scene:
    """What either writer puts down. One item stands alone; several become one object's parts."""

    title: str
    words: Mapping[str, str]
    bodies: tuple[str, ...]
    items: tuple[Item, ...]
    picture: bytes | None


def encode(
    figurine: Figurine,
    *,
    title: str,
    metadata: Mapping[str, str],
    thumbnail_png: bytes | None = None,
    layout: Layout = "volumes",
    writer: Writer = "plain",
) -> bytes:
    """One 3MF: an object called `title` made of the figurine's bodies, in millimetres.

    `metadata` takes the names of NAMES; Title, Designer and Application are filled in when absent.
    Characters that XML cannot hold are dropped. The same input and writer give the same bytes.
    Raises OutputError for a name that 3MF does not know, and for a figurine without triangles.
    """
    bodies = {name: _gridded(mesh) for name, mesh in _bodies(figurine).items()}
    if not bodies:
        raise OutputError("There is nothing to write as 3MF: the figurine has no triangles.")
    name = clean(title) or "memoreez"
    items = _merged(name, bodies) if layout == "volumes" else _separate(bodies)
    scene = Scene(name, _words(title, metadata, layout), tuple(bodies), items, thumbnail_png)
    parts = _plain(scene) if writer == "plain" else _lib3mf(scene)
    return _zip({**parts, **_slots(name, bodies, layout)})


def _slots(name: str, bodies: Mapping[str, Mesh], layout: Layout) -> dict[str, bytes]:
    """Which filament prints what, as slicers keep it."""
    if layout == "volumes":
        counts = {body: len(mesh.faces) for body, mesh in bodies.items()}
        return {slots.PRUSA_PART: _xml(slots.prusa(name, _FIRST, counts))}
    numbers = {body: _FIRST + k for k, body in enumerate(bodies)}
    whole = _FIRST + len(bodies)
    return {slots.BAMBU_PART: _xml(slots.bambu(name, whole, numbers))} if len(bodies) > 1 else {}


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, which XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def colour(body: str) -> str:
    """A body's colour as "#RRGGBB"."""
    return COLOURS.get(body, COLOURS["figure"])


def _bodies(figurine: Figurine) -> dict[str, Mesh]:
    """The bodies in the order of COLOURS, then others by name; the solid when there are none."""
    bodies = figurine.bodies or {"figure": figurine.solid}
    order = [*COLOURS, *sorted(set(bodies) - set(COLOURS))]
    return {name: bodies[name] for name in order if name in bodies and len(bodies[name].faces)}


def _words(title: str, metadata: Mapping[str, str], layout: Layout) -> dict[str, str]:
    unknown = sorted(set(metadata) - set(NAMES))
    if unknown:
        raise OutputError(
            f"3MF has no metadata called {unknown[0][:60]!r}. Use one of: {', '.join(NAMES)}."
        )
    filled = {"Title": title, "Designer": "memoreez", "Application": _MAKER, **metadata}
    return {name: clean(filled[name]) for name in NAMES if name in filled}


def _gridded(mesh: Mesh) -> Mesh:
    """Vertices at four decimals, as they are printed, and no two of a body in one place."""
    rounded = np.round(mesh.vertices.astype(np.float64), 4).astype(np.float32)
    return keep_apart(Mesh(rounded, mesh.faces), _PART_MM)


def _merged(name: str, bodies: Mapping[str, Mesh]) -> tuple[Item, ...]:
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in bodies.values())])
    pairs = zip(bodies.values(), starts, strict=False)
    faces = np.concatenate([mesh.faces + start for mesh, start in pairs])
    vertices = np.concatenate([mesh.vertices for mesh in bodies.values()])
    counts = [len(mesh.faces) for mesh in bodies.values()]
    materials = np.repeat(np.arange(len(counts)), counts)
    # Bodies touch: parted too, or a reader that welds joins their surfaces.
    mesh = keep_apart(Mesh(vertices, faces.astype(np.int32)), _PART_MM)
    return (Item(name, mesh, materials),)


def _separate(bodies: Mapping[str, Mesh]) -> tuple[Item, ...]:
    return tuple(
        Item(name, mesh, np.full(len(mesh.faces), k))
        for k, (name, mesh) in enumerate(bodies.items())
    )


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip whose bytes depend on nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3  # else it says which system made it
            stored = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, body, compresslevel=None if stored else 5)
    return out.getvalue()


def _lib3mf(scene: Scene) -> dict[str, bytes]:
    from memoreez.prints import threemf_lib3mf

    return threemf_lib3mf.parts(scene)


def _plain(scene: Scene) -> dict[str, bytes]:
    whole = _FIRST + len(scene.items)
    built = _FIRST if len(scene.items) == 1 else whole
    model = (
        f'<model unit="millimeter" xml:lang="en-US" xmlns="{_CORE}">\n'
        + "".join(f'<metadata name="{k}">{escape(v)}</metadata>\n' for k, v in scene.words.items())
        + f'<resources>\n<basematerials id="1">{_materials(scene.bodies)}</basematerials>\n'
        + "".join(_object(_FIRST + k, item) for k, item in enumerate(scene.items))
        + (_assembly(whole, scene) if built == whole else "")
        + f'</resources>\n<build><item objectid="{built}"/></build>\n</model>'
    )
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(scene.picture is not None),
        _MODEL_PART: _xml(model),
    }
    return parts if scene.picture is None else {**parts, _PICTURE_PART: scene.picture}


def _materials(bodies: Iterable[str]) -> str:
    return "".join(
        f'<base name={quoteattr(body)} displaycolor="{colour(body)}FF"/>' for body in bodies
    )


def _assembly(number: int, scene: Scene) -> str:
    components = "".join(f'<component objectid="{_FIRST + k}"/>' for k in range(len(scene.items)))
    name = quoteattr(scene.title)
    return (
        f'<object id="{number}" type="model" name={name}>'
        f"<components>{components}</components></object>\n"
    )


def _object(number: int, item: Item) -> str:
    vertices = tuple((item.mesh.vertices.astype(np.float64) + 0.0).ravel().tolist())
    corners = '<vertex x="%.4f" y="%.4f" z="%.4f"/>' * len(item.mesh.vertices) % vertices
    first = int(item.materials[0])
    triangles = "".join(
        _triangles(item.mesh.faces[item.materials == k], "" if k == first else f' pid="1" p1="{k}"')
        for k in range(first, int(item.materials[-1]) + 1)
    )
    return (
        f'<object id="{number}" type="model" name={quoteattr(item.name)} pid="1" pindex="{first}">'
        f"<mesh><vertices>{corners}</vertices><triangles>{triangles}</triangles></mesh></object>\n"
    )


def _triangles(faces: npt.NDArray[np.int32], material: str) -> str:
    row = f'<triangle v1="%d" v2="%d" v3="%d"{material}/>'
    return row * len(faces) % tuple(faces.ravel().tolist())


def _types() -> bytes:
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "model": "application/vnd.ms-package.3dmanufacturing-3dmodel+xml",
        "png": "image/png",
        "config": "text/xml",
    }
    body = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in kinds.items())
    return _xml(f'<Types xmlns="{_PACKAGE}/content-types">{body}</Types>')


def _relations(picture: bool) -> bytes:
    targets = {_MODEL_PART: "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"}
    if picture:
        targets[_PICTURE_PART] = f"{_PACKAGE}/relationships/metadata/thumbnail"
    body = "".join(
        f'<Relationship Target="/{target}" Id="rel{k}" Type="{kind}"/>'
        for k, (target, kind) in enumerate(targets.items())
    )
    return _xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>')


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
