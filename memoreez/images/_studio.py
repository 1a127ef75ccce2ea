"""Rays through embreex, the fast way. Queries release the GIL, so two threads pay."""

from __future__ import annotations

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from memoreez.images._light import Bools, Hits
from memoreez.images._scene import Camera, Floats
from memoreez.images._surface import Surface

LIFT = 4e-4  # start of a ray above the surface, as a share of the object's size


class Studio:
    """A tracer (see `_light.Tracer`) over Embree's bounding volume hierarchy."""

    def __init__(self, surface: Surface, camera: Camera) -> None:
        self._camera = camera
        self.lift_mm = LIFT * surface.size_mm
        self._scene = EmbreeScene()
        TriangleMesh(self._scene, surface.vertices, surface.faces)
        start = np.zeros((1, 3), np.float32)
        self._scene.run(start, start + 1, query="OCCLUDED")  # builds the hierarchy, once

    def first(self, x: Floats, y: Floats) -> Hits:
        rays = np.ascontiguousarray(self._camera.rays(x, y), np.float32)
        origins = np.ascontiguousarray(np.broadcast_to(self._camera.eye, rays.shape), np.float32)
        found = self._scene.run(origins, rays, output=1)
        return Hits(found["primID"], found["u"], found["v"], found["tfar"])

    def clear(self, points: Floats, rays: Floats, wanted: Bools) -> Floats:
        ray, point = np.nonzero(wanted)
        met = self._scene.run(points[point], rays[ray], query="OCCLUDED")
        result = np.zeros(wanted.shape, np.float32)
        result[ray, point] = met < 0
        return result
