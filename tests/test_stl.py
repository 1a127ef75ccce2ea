"""Binary STL."""

import io
import struct

import numpy as np
import pytest
import trimesh

from memoreez.artifacts import Mesh
from memoreez.errors import OutputError
from memoreez.prints import stl

CORNERS = np.array([[0, 0, 0], [10, 0, 0], [0, 20, 0], [0, 0, 30]], np.float32)
SIDES = np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]], np.int32)
TETRAHEDRON = Mesh(CORNERS, SIDES)


def reload(mesh: Mesh) -> trimesh.Trimesh:
    return trimesh.load_mesh(io.BytesIO(stl.encode(mesh)), file_type="stl")


def test_reload_is_the_same_volume() -> None:
    """A closed mesh reloads as a volume of the same millimetres."""
    back = reload(TETRAHEDRON)
    assert back.is_volume
    assert back.volume == pytest.approx(10 * 20 * 30 / 6)
    assert back.bounds.tolist() == [[0, 0, 0], [10, 20, 30]]


def test_layout() -> None:
    """80 bytes that name memoreez and are not taken for text, the count, 50 bytes a triangle."""
    data = stl.encode(TETRAHEDRON)
    assert data.startswith(b"memoreez")
    assert struct.unpack_from("<I", data, 80) == (4,)
    assert len(data) == 84 + 4 * 50
    assert struct.unpack_from("<12fH", data, 84 + 50)[:3] == (0, -1, 0)  # second side faces front


def test_same_input_same_bytes() -> None:
    """Nothing but the mesh is in the file."""
    again = Mesh(CORNERS.copy(), SIDES.copy())
    assert stl.encode(TETRAHEDRON) == stl.encode(again)


def test_a_solid_that_touches_itself_reloads_closed() -> None:
    """Two tetrahedra that share an edge in space, not in the mesh, stay two closed bodies."""
    flipped = CORNERS * np.array([-1, -1, 1], np.float32)  # shares the edge on the z axis
    both = Mesh(np.concatenate([CORNERS, flipped]), np.concatenate([SIDES, SIDES + 4]))
    assert trimesh.Trimesh(both.vertices, both.faces).is_watertight is False  # welding breaks it
    back = reload(both)
    assert back.is_volume
    assert len(back.split()) == 2


def test_a_triangle_of_no_area_keeps_the_mesh_closed() -> None:
    """A collapsed edge inside a closed mesh does not open the reload."""
    ball = trimesh.creation.icosphere(2, 20)
    vertices = np.asarray(ball.vertices, np.float32)
    a, b = ball.edges_unique[7]
    vertices[b] = vertices[a]
    assert reload(Mesh(vertices, np.asarray(ball.faces, np.int32))).is_watertight


def test_big_simplified_solid_reloads_watertight() -> None:
    """A union as the figurine stage makes it, simplified to 0.01 mm, reloads as one volume."""
    import manifold3d as m3

    ball = m3.Manifold.sphere(20, 128).translate((0, 0, 26))
    foot = m3.Manifold.cylinder(9, 30, 30, 128)
    letters = [m3.Manifold.cube((2, 2, 4)).translate((x, -31, 3)) for x in range(-8, 9, 4)]
    whole = m3.Manifold.batch_boolean([ball, foot, *letters], m3.OpType.Add).simplify(0.01)
    mesh = whole.to_mesh()
    back = reload(
        Mesh(np.asarray(mesh.vert_properties, np.float32), np.asarray(mesh.tri_verts, np.int32))
    )
    assert back.is_volume
    assert back.volume == pytest.approx(whole.volume(), rel=1e-5)


def test_empty_mesh_is_refused() -> None:
    """No triangles, no file."""
    with pytest.raises(OutputError, match="no triangles"):
        stl.encode(Mesh(CORNERS, SIDES[:0]))


def test_not_finite_is_refused() -> None:
    """A coordinate that is not a number is refused, not written."""
    broken = CORNERS.copy()
    broken[0, 0] = np.nan
    with pytest.raises(OutputError, match="not finite"):
        stl.encode(Mesh(broken, SIDES))
