"""GLB: core glTF 2.0, checked against the specification's own rules."""

import gzip
import json
import os
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from keepsakes import keepsake

from memoreez.artifacts import Mesh
from memoreez.errors import OutputError
from memoreez.prints import glb

TYPES = {5121: "u1", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
SIZES = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}


def chunks(data: bytes) -> tuple[dict[str, Any], bytes]:
    """JSON and binary of a GLB, by the rules of glTF 2.0 §4.4."""
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON" and size % 4 == 0
    scene = json.loads(data[20 : 20 + size])
    rest, kind = struct.unpack_from("<I4s", data, 20 + size)
    assert kind == b"BIN\0" and rest % 4 == 0
    blob = data[28 + size :]
    assert len(blob) == rest and 0 <= rest - scene["buffers"][0]["byteLength"] <= 3
    return scene, blob


def accessor(scene: dict[str, Any], blob: bytes, index: int) -> np.ndarray:
    """The values of an accessor, after the checks of glTF 2.0 §3.6."""
    facts = scene["accessors"][index]
    view = scene["bufferViews"][facts["bufferView"]]
    kind, width = np.dtype(TYPES[facts["componentType"]]), SIZES[facts["type"]]
    assert view["byteOffset"] % 4 == 0
    assert view["byteLength"] == facts["count"] * kind.itemsize * width
    assert view["byteOffset"] + view["byteLength"] <= scene["buffers"][0]["byteLength"]
    values = np.frombuffer(blob, kind, facts["count"] * width, view["byteOffset"])
    return values.reshape(-1, width)


def opened(data: bytes) -> dict[str, np.ndarray]:
    """The one primitive's arrays, and "indices", after every check that the format asks for."""
    scene, blob = chunks(data)
    assert scene["asset"] == {"version": "2.0", "generator": "memoreez"}
    assert not {"extensionsUsed", "extensionsRequired", "images"} & set(scene)
    assert "uri" not in scene["buffers"][0]
    (primitive,) = scene["meshes"][0]["primitives"]
    arrays = {k: accessor(scene, blob, i) for k, i in primitive["attributes"].items()}
    arrays["indices"] = accessor(scene, blob, primitive["indices"])
    targets = [
        scene["bufferViews"][scene["accessors"][i]["bufferView"]]["target"]
        for i in [*primitive["attributes"].values(), primitive["indices"]]
    ]
    assert targets == [34962] * 3 + [34963]
    place = scene["accessors"][primitive["attributes"]["POSITION"]]
    assert place["min"] == arrays["POSITION"].min(0).tolist()
    assert place["max"] == arrays["POSITION"].max(0).tolist()
    assert len({len(arrays[k]) for k in ("POSITION", "NORMAL", "COLOR_0")}) == 1
    assert arrays["indices"].max() == len(arrays["POSITION"]) - 1
    assert len(arrays["indices"]) % 3 == 0
    assert np.abs(np.linalg.norm(arrays["NORMAL"], axis=1) - 1).max() < 0.00674
    assert scene["accessors"][primitive["attributes"]["COLOR_0"]]["normalized"] is True
    return arrays


def front(arrays: dict[str, np.ndarray], *, raised: bool) -> tuple[np.ndarray, np.ndarray]:
    """Shades of the pedestal's front face and of the letters' front."""
    at, normal = arrays["POSITION"] * 1000, arrays["NORMAL"]
    facing = (normal[:, 2] > 0.9) & (at[:, 1] < 9)
    letters = facing & (at[:, 2] > 20.5 if raised else at[:, 2] < 19.5) & (np.abs(at[:, 0]) < 10)
    plain = facing & (np.abs(at[:, 2] - 20) < 0.1)
    shade = arrays["COLOR_0"][:, 0]
    return shade[plain], shade[letters]


def test_is_valid_gltf() -> None:
    """Chunks, views, accessors, bounds, indices and normals follow the specification."""
    arrays = opened(glb.encode(keepsake(), title='Sophie\'s "cat" 😀'))
    assert (arrays["COLOR_0"][:, 3] == 255).all()


def test_metres_with_y_up_and_the_front_towards_plus_z() -> None:
    """49 mm high is 0.049 along Y, from 0; the letters on our −y face +Z; x stays x."""
    arrays = opened(glb.encode(keepsake(embossed=True)))
    low, high = arrays["POSITION"].min(0), arrays["POSITION"].max(0)
    assert low == pytest.approx([-0.025, 0, -0.020], abs=1e-5)
    assert high == pytest.approx([0.025, 0.049, 0.0207], abs=1e-5)


def test_triangles_face_outwards() -> None:
    """The volume by the winding is positive and right, in cubic metres, and the solid is closed."""
    arrays = opened(glb.encode(keepsake()))
    corners = arrays["POSITION"][arrays["indices"].reshape(-1, 3)].astype(float)
    volume = np.einsum("ij,ij->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    assert volume == pytest.approx(50e-3 * 40e-3 * 10e-3 + 4 / 3 * np.pi * 20e-3**3, rel=0.03)
    place = np.unique(arrays["POSITION"], axis=0, return_inverse=True)[1].reshape(-1)
    faces = place[arrays["indices"].reshape(-1, 3)]
    edges = np.sort(np.stack([faces, np.roll(faces, -1, 1)], 2).reshape(-1, 2), 1)
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()


@pytest.mark.parametrize("embossed", [False, True])
def test_letters_are_darker_than_their_ground(embossed: bool) -> None:
    """Engraved or embossed, every vertex of a letter's front is well below the pedestal's front."""
    arrays = opened(glb.encode(keepsake(embossed=embossed)))
    plain, letters = front(arrays, raised=embossed)
    assert len(letters) >= 16
    assert letters.max() < 0.75 * plain.min()


def test_given_occlusion_is_used() -> None:
    """Darkness given for the solid's vertices arrives in the colours."""
    solid = keepsake().solid
    left = (solid.vertices[:, 0] > 0).astype(np.float32)
    arrays = opened(glb.encode(solid, occlusion_of_vertices=left))
    x, shade = arrays["POSITION"][:, 0], arrays["COLOR_0"][:, 0]
    assert shade[x > 0.012].min() == 255
    assert shade[x < -0.012].max() < 70


def test_colour_is_the_materials_factor() -> None:
    """The filament's sRGB colour is written linear, and only there."""
    scene, _ = chunks(glb.encode(keepsake(), colour="#ff8000"))
    surface = scene["materials"][0]["pbrMetallicRoughness"]
    assert surface["baseColorFactor"] == pytest.approx([1, 0.21586, 0, 1], abs=1e-5)
    assert (surface["metallicFactor"], surface["roughnessFactor"]) == (0, 0.85)


def test_budget_of_triangles() -> None:
    """No more triangles than asked for."""
    arrays = opened(glb.encode(keepsake(segments=128), triangles=2000))
    assert len(arrays["indices"]) <= 3 * 2000


def test_120_000_triangles_stay_under_a_megabyte_and_a_half_gzipped() -> None:
    """A full budget of bumpy surface fits the promise for the web (DESIGN §5)."""
    figurine = keepsake(segments=512, bump_mm=2.0)
    data = glb.encode(figurine, occlusion_of_vertices=np.ones(len(figurine.solid.vertices), "f4"))
    assert len(opened(data)["indices"]) > 3 * 80_000
    assert len(gzip.compress(data, 6)) < 1_350_000  # 0.15 MB left for the baked shades


def test_same_input_same_bytes() -> None:
    """Nothing but the figurine is in the file."""
    assert glb.encode(keepsake(), title="a") == glb.encode(keepsake.__wrapped__(), title="a")


def test_empty_mesh_is_refused() -> None:
    """No triangles, no file."""
    with pytest.raises(OutputError, match="no triangles"):
        glb.encode(Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)))


@pytest.mark.slow
def test_khronos_validator_finds_nothing(tmp_path: Path) -> None:
    """The official validator reports no error, warning, information or hint.

    `npm install --prefix FOLDER gltf-validator`, then GLTF_VALIDATOR=FOLDER/node_modules.
    """
    modules = os.environ.get("GLTF_VALIDATOR", "")
    if not shutil.which("node") or not Path(modules, "gltf-validator").is_dir():
        pytest.skip("needs node, and gltf-validator under $GLTF_VALIDATOR")
    path = tmp_path / "figurine.glb"
    path.write_bytes(glb.encode(keepsake(embossed=True), title="Zoë & <co>"))
    script = (
        "require('gltf-validator').validateBytes(new Uint8Array(require('fs')"
        ".readFileSync(process.argv[1]))).then(r => console.log(JSON.stringify(r.issues)))"
    )
    done = subprocess.run(
        ["node", "-e", script, str(path)],
        env={**os.environ, "NODE_PATH": modules},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["messages"] == []
