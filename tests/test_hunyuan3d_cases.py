"""The 256 cases of marching cubes: loops, triangles, and what makes every surface closed."""

from __future__ import annotations

from collections import Counter

import numpy as np

from memoreez.sculptures.hunyuan3d import cases

TABLE, COUNTS = cases.triangles()
CORNERS = np.array([[c >> 2, c >> 1 & 1, c & 1] for c in range(8)])
MIDDLES = CORNERS[np.array(cases.EDGES)].mean(1)  # (12, 3)


def sides(case: int) -> Counter[tuple[int, int]]:
    """The directed sides of a case's triangles."""
    found = TABLE[case, : COUNTS[case]].tolist()
    return Counter((t[n], t[n - 2]) for t in found for n in range(3))


def test_each_crossed_edge_has_a_vertex():
    """A case's triangles use the edges between inside and outside, and no others."""
    for case in range(256):
        crossed = {e for e, (a, b) in enumerate(cases.EDGES) if (case >> a ^ case >> b) & 1}
        assert set(TABLE[case, : COUNTS[case]].ravel().tolist()) == crossed


def test_cells_fit_their_neighbours():
    """Two cells draw a common face's segments the opposite way round, whatever lies behind it."""
    for axis, step in enumerate(cases.STEPS):
        far, near = (cases.FACES[2 * axis + 1], cases.FACES[2 * axis])
        moved = {e: _edge(a - step, b - step) for e, (a, b) in enumerate(cases.EDGES) if a & step}
        below: dict[int, set[frozenset[tuple[int, int]]]] = {}
        for case in range(256):
            seen = sum(1 << (c - step) for c in far if case >> c & 1)
            rim = _rim(case, far)
            below.setdefault(seen, set()).add(frozenset((moved[b], moved[a]) for a, b in rim))
        for case in range(256):
            seen = sum(1 << c for c in near if case >> c & 1)
            assert below[seen] == {frozenset(_rim(case, near))}


def test_no_cut_lies_in_a_face():
    """Within a cell every side is paired, but for the segments on its faces, drawn once."""
    for case in range(256):
        segments = {pair for ring in cases.FACES for pair in _rim(case, ring)}
        for (a, b), count in sides(case).items():
            assert count == 1
            if (a, b) not in segments:
                assert (b, a) in sides(case)
                assert not cases.in_one_face(a, b)


def test_triangles_face_outwards():
    """One corner inside: its triangle looks away from it; seven inside: towards the eighth."""
    for corner in range(8):
        for case, sign in ((1 << corner, 1), (255 ^ 1 << corner, -1)):
            a, b, c = MIDDLES[TABLE[case, 0]]
            assert sign * np.dot(np.cross(b - a, c - a), a - CORNERS[corner]) > 0


def test_opposite_corners_are_joined():
    """Two inside corners across a face are held by one loop; two across the cell by two."""
    assert len(list(cases.loops(0b00001001))) == 1
    assert len(list(cases.loops(0b10000001))) == 2


def _rim(case: int, ring: tuple[int, ...]) -> set[tuple[int, int]]:
    """The sides that lie in a face and are not paired within the cell."""
    found = sides(case)
    on = {e for e, ends in enumerate(cases.EDGES) if set(ends) <= set(ring)}
    return {(a, b) for a, b in found if a in on and b in on and (b, a) not in found}


def _edge(low: int, high: int) -> int:
    return cases.EDGES.index((low, high))
