"""GLB: glTF 2.0 in one binary file (Khronos glTF 2.0 specification, chapters 3 to 5).

glTF is in metres with Y up and the front towards +Z; here it becomes millimetres with z up and
the front towards −y. Only the file itself is read: any other address in it is refused.
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import bounded
from memoreez.formats.placing import Matrix, Scene

TO_MM = np.array(  # x stays, Y becomes z, Z becomes −y; metres to millimetres
    [[1000.0, 0, 0, 0], [0, 0, -1000.0, 0], [0, 1000.0, 0, 0], [0, 0, 0, 1]]
)
TYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
KNOWN = {"KHR_mesh_quantization", "KHR_texture_transform", "KHR_materials_unlit"}
TRIANGLES, STRIP, FAN = 4, 5, 6
MAX_DESCRIPTION = 16_000_000  # bytes of JSON; as Python objects they take twenty times as much


def parse(stream: BinaryIO, *, tolerant: bool = False) -> Mesh:
    """Triangles of the default scene with all its node transforms applied."""
    document, begin = _chunks(stream)
    try:
        return _Document(document, stream, begin, Scene(tolerant)).mesh()
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadInput(
            f"The GLB is damaged: {type(error).__name__} at {str(error)[:80]!r}. Export it again."
        ) from error


def _chunks(stream: BinaryIO) -> tuple[dict[str, Any], int]:
    """The description, and where the binary chunk begins."""
    held = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(20)
    if len(head) < 20 or head[:4] != b"glTF":
        raise BadInput("This is not a GLB: its first bytes are not glTF. Export it again as GLB.")
    version, length, size, kind = struct.unpack_from("<IIII", head, 4)
    if version != 2:
        raise BadInput(f"The GLB has version {version}; only 2 is read. Export it as glTF 2.0.")
    if length != held or kind != 0x4E4F534A or 20 + size > length:
        raise BadInput(
            f"The GLB says that it has {length} bytes and it has {held}: it is truncated. "
            "Export or download it again."
        )
    if size > MAX_DESCRIPTION:
        raise BadInput(
            f"The GLB's description has {size / 1e6:.0f} MB, more than the "
            f"{MAX_DESCRIPTION / 1e6:.0f} MB that are read. Join its parts and export it again."
        )
    try:
        document = json.loads(stream.read(size))
    except (ValueError, RecursionError) as error:
        raise BadInput("The GLB's description is no JSON. Export it again.") from error
    if not isinstance(document, dict):
        raise BadInput("The GLB's description is empty. Export it again.")
    return document, 20 + size + 8


class _Document:
    """The description and the bytes of one GLB."""

    def __init__(
        self, document: dict[str, Any], stream: BinaryIO, begin: int, scene: Scene
    ) -> None:
        self.document, self.stream, self.begin, self.scene = document, stream, begin, scene
        self.size = stream.seek(0, os.SEEK_END) - begin
        self._last: tuple[Any, npt.NDArray[np.float64]] | None = None
        unknown = sorted(set(map(str, document.get("extensionsRequired", []))) - KNOWN)
        if unknown:
            raise BadInput(
                f"The GLB needs {', '.join(unknown)[:80]}, which is not read. "
                "Export it without compression."
            )
        for buffer in document.get("buffers", []):
            if "uri" in buffer:
                raise BadInput(
                    f"The GLB refers to another file ({str(buffer['uri'])[:40]!r}), which is never "
                    "opened. Export it as one GLB with everything inside."
                )

    def mesh(self) -> Mesh:
        nodes = self.document.get("nodes", [])
        scenes = self.document.get("scenes", [])
        if scenes:
            roots = scenes[self._number(self.document.get("scene", 0))].get("nodes", [])
        else:
            children = {child for node in nodes for child in node.get("children", [])}
            roots = [i for i in range(len(nodes)) if i not in children]
        for root in roots:
            self._visit(root, TO_MM, 0)
        return self.scene.mesh()

    def _visit(self, number: Any, place: Matrix, depth: int) -> None:
        self.scene.enter(depth)
        node = self.document["nodes"][self._number(number)]
        here = place @ _transform(node)
        if "mesh" in node:
            for primitive in self.document["meshes"][self._number(node["mesh"])]["primitives"]:
                self._primitive(primitive, here)
        for child in node.get("children", []):
            self._visit(child, here, depth + 1)

    def _primitive(self, primitive: dict[str, Any], place: Matrix) -> None:
        mode = primitive.get("mode", TRIANGLES)
        if mode not in (TRIANGLES, STRIP, FAN):
            return  # points and lines cannot be printed
        points = self._points(primitive["attributes"]["POSITION"])
        if "indices" in primitive:
            order = self._accessor(primitive["indices"]).reshape(-1).astype(np.int64)
        else:
            order = np.arange(len(points))
        self.scene.add(points, _faces(order, mode), place)

    def _points(self, number: Any) -> npt.NDArray[np.float64]:
        """Parts of one object often share their table of points: it is read once."""
        if self._last is None or self._last[0] != number:
            self._last = number, self._accessor(number).astype(np.float64)
        self.scene.spend(len(self._last[1]))
        return self._last[1]

    def _accessor(self, number: Any) -> npt.NDArray[Any]:
        accessor = self.document["accessors"][self._number(number)]
        if "sparse" in accessor or "bufferView" not in accessor:
            raise BadInput("The GLB has a sparse shape, which is not read. Export it plainly.")
        view = self.document["bufferViews"][self._number(accessor["bufferView"])]
        kind = np.dtype(TYPES[accessor["componentType"]])
        width = {"SCALAR": 1, "VEC3": 3}[accessor["type"]]
        count = self._number(accessor["count"])
        bounded(0, count if width == 3 else count // 3)
        row = kind.itemsize * width
        stride = max(self._number(view.get("byteStride", 0)), row)
        offset = self._number(view.get("byteOffset", 0))
        offset += self._number(accessor.get("byteOffset", 0))
        span = stride * (count - 1) + row if count else 0
        if offset + span > self.size:
            raise BadInput(
                f"The GLB names {count} values past its {self.size} bytes: it is truncated. "
                "Export or download it again."
            )
        self.scene.spend(span // row)
        self.stream.seek(self.begin + offset)
        content = self.stream.read(span)
        values = np.ndarray((count, width), kind, content, 0, (stride, kind.itemsize))
        if accessor.get("normalized") and kind.kind in "iu":
            return np.maximum(values.astype(np.float64) / np.iinfo(kind).max, -1.0)
        return values

    @staticmethod
    def _number(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ValueError(f"{value!r} is no index")
        return value


def _transform(node: dict[str, Any]) -> Matrix:
    if "matrix" in node:
        return np.array(node["matrix"], dtype=np.float64).reshape(4, 4).T
    x, y, z, w = np.array(node.get("rotation", (0, 0, 0, 1)), dtype=np.float64)
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    place = np.eye(4)
    place[:3, :3] = turn * np.array(node.get("scale", (1, 1, 1)), dtype=np.float64)
    place[:3, 3] = node.get("translation", (0, 0, 0))
    return place


def _faces(order: npt.NDArray[np.int64], mode: int) -> npt.NDArray[np.int64]:
    if mode == TRIANGLES:
        return order[: len(order) // 3 * 3].reshape(-1, 3)
    if mode == FAN:
        return np.stack([np.repeat(order[:1], max(len(order) - 2, 0)), order[1:-1], order[2:]], 1)
    faces = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
    faces[1::2] = faces[1::2, [1, 0, 2]]
    return faces
