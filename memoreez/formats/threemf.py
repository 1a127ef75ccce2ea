"""3MF (3MF Core Specification 1.4 and Production Extension 1.1), read with the standard library.

The package is a zip and its models are XML. Both can be tiny and unfold without end, so sizes
are checked before anything is unpacked and document type definitions are refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import BinaryIO

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import threemf_model
from memoreez.formats.placing import Matrix, Scene
from memoreez.formats.threemf_model import Model
from memoreez.formats.xml import local, walk

MAX_UNPACKED = 1_000_000_000  # bytes of XML in one package
MAX_LIST = 16_000_000  # bytes of a list of parts or relations
MAX_FILES = 10_000
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
_PARTS = "Metadata/Slic3r_PE_model.config"


def parse(stream: BinaryIO, *, tolerant: bool = False) -> Mesh:
    """Triangles of all build items in mm, with their transforms and components applied."""
    try:
        with zipfile.ZipFile(stream) as package:
            _bounded(package)
            return _Package(package, Scene(tolerant)).mesh()
    except _UNREADABLE as error:
        raise BadInput(
            f"The 3MF is no readable package ({str(error)[:60]}). Export or download it again."
        ) from error
    except (KeyError, IndexError, ValueError, OverflowError) as error:
        raise BadInput(
            f"The 3MF is damaged: {type(error).__name__} at {str(error)[:60]!r}. Export it again."
        ) from error


def parts(stream: BinaryIO, count: int) -> dict[str, range]:
    """Named parts of a 3MF with one object of `count` triangles: the triangles of each.

    PrusaSlicer and our own writer list them beside the model, as ranges of triangles. Empty where
    there is no such list, or where it does not cover every triangle once.
    """
    try:
        with zipfile.ZipFile(stream) as package:
            listed = _ranges(_unpack(package, _PARTS))
    except (*_UNREADABLE, BadInput, KeyError, ValueError):  # the model stands without its list
        return {}
    starts = [0, *(triangles.stop for _, triangles in listed)]
    whole = starts[-1] == count and all(
        start == triangles.start < triangles.stop
        for (_, triangles), start in zip(listed, starts, strict=False)
    )
    if not whole or len(listed) < 2:
        return {}
    named = [name or "part" for name, _ in listed]
    return {
        name if named.count(name) == 1 else f"{name} {number}": triangles
        for number, (name, (_, triangles)) in enumerate(zip(named, listed, strict=True), 1)
    }


def _ranges(content: bytes) -> list[tuple[str, range]]:
    """Name and triangles of each volume, in the order of the list."""
    found: list[tuple[str, range]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "volume":
            first, last = int(attributes["firstid"]), int(attributes["lastid"])
            found.append(("", range(first, last + 1)))
        elif found and (attributes.get("type"), attributes.get("key")) == ("volume", "name"):
            found[-1] = (attributes.get("value", ""), found[-1][1])

    walk(content, start)
    return found


def _bounded(package: zipfile.ZipFile) -> None:
    infos = package.infolist()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED or len(infos) > MAX_FILES:
        raise BadInput(
            f"The 3MF unpacks into {len(infos)} files of {unpacked / 1e6:.0f} MB together, more "
            f"than the {MAX_UNPACKED / 1e6:.0f} MB that are read. Simplify the model first."
        )


class _Package:
    """The models of one 3MF, each read once."""

    def __init__(self, package: zipfile.ZipFile, scene: Scene) -> None:
        self.package, self.models, self.scene = package, dict[str, Model](), scene

    def mesh(self) -> Mesh:
        root = self._root()
        model = self._model(root)
        scale = np.diag([model.unit, model.unit, model.unit, 1.0])
        for path, number, place in model.items:
            self._place(path or root, number, scale @ place, 0)
        return self.scene.mesh()

    def _root(self) -> str:
        """The model that the package starts with; the usual name where it does not say."""
        names = self.package.namelist()
        found: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("Type", "").endswith("/3dmodel"):
                found.append(attributes.get("Target", "").lstrip("/"))

        if "_rels/.rels" in names:
            walk(_unpack(self.package, "_rels/.rels"), start)
        models = [n for n in [*found, "3D/3dmodel.model"] if n in names]
        if not models:
            raise BadInput("The 3MF holds no 3D model. Export it again.")
        return models[0]

    def _model(self, path: str) -> Model:
        name = posixpath.normpath(path.lstrip("/"))
        if name not in self.models:
            if name not in self.package.namelist():
                raise BadInput(
                    f"The 3MF refers to {name[:60]!r}, which is not in it. Export it again."
                )
            with self.package.open(name) as unpacked:
                self.models[name] = threemf_model.read(unpacked)  # type: ignore[arg-type]
        return self.models[name]

    def _place(self, path: str, number: str, place: Matrix, depth: int) -> None:
        self.scene.enter(depth)
        part = self._model(path).parts.get(number)
        if part is None:
            raise BadInput(f"The 3MF has no object {number[:20]!r}. Export it again.")
        if part.faces:
            vertices = np.frombuffer(part.vertices, np.float64).reshape(-1, 3)
            faces = np.frombuffer(part.faces, np.int64).reshape(-1, 3)
            self.scene.add(vertices, faces, place)
        for other, inner, inside in part.components:
            self._place(other or path, inner, place @ inside, depth + 1)


def _unpack(package: zipfile.ZipFile, name: str) -> bytes:
    """A short file."""
    with package.open(name) as stream:
        content = stream.read(MAX_LIST + 1)  # the directory may lie about the size
    if len(content) > MAX_LIST:
        raise BadInput("The 3MF has a list of parts that does not end. It is not read.")
    return content
