"""Batches of scenes with their exact ground truth, as tensors on the device that traced them.

Frame: pixels x right, y down. Depths are in half frame widths about the mean depth seen, so that a
point at depth z lies `middle * (1 + z * half)` before the camera. Normals are in camera axes
(x right, y up, z towards the camera). The camera looks at the frame's middle: depths, normals and
the elevation are those of that axis, which a picture can tell; that of a larger picture, out of
which the frame was cut, it cannot.
"""

import ctypes
from dataclasses import dataclass, field, replace
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn import functional

from training.compiled import library

SIDE = 320  # pixels of a picture
SLICES = 96  # depths of a volume
LOW, HIGH = -1.2, 1.8  # first and last depth of a volume, half frame widths
REACH = 0.10  # truncation of the signed distance, half frame widths
TRAINED, HELD_OUT, EVERY = 0, 1, 2
WIDER = 3  # trained families, free shapes and composed ones, warped and joined: what training sees
VECTORS = tuple(f"{name}_{axis}" for name in ("eye", "right", "up", "forward") for axis in "xyz")
FRAME = ("shift_x", "shift_y", "half", "shear", "stretch", "nearest", "farthest", "middle")
FIRST = ("count", "family", "seed", "pedestal", "studio")
FIELDS = (*FIRST, *VECTORS, *FRAME, "elevation", "radius", "height")
AT = {name: index for index, name in enumerate(FIELDS)}  # columns of a scene, as in scene.hpp


@dataclass(frozen=True)
class Batch:
    """n scenes. `side` is the picture's, volumes have half of it."""

    seeds: Tensor  # (n,) int64, cpu
    scene: Tensor  # (n, scene floats) float32
    mask: Tensor  # (n, side, side) bool
    front: Tensor  # (n, side, side) float32, 0 outside
    back: Tensor  # (n, side, side) float32, 0 outside
    front_normal: Tensor  # (n, 3, side, side) float32
    back_normal: Tensor  # (n, 3, side, side) float32
    light: Tensor  # (n, side, side) float32, linear; what is left of it on the ground outside
    highlight: Tensor  # (n, side, side) float32, linear
    volume: Tensor  # (n, SLICES, side / 2, side / 2) int8, 127 = REACH outside
    valid: Tensor  # (n,) bool: enough of the figure is in the frame

    def mirrored(self) -> "Batch":
        """The same scenes with left and right exchanged."""
        flipped = {
            name: getattr(self, name).flip(-1)
            for name in ("mask", "front", "back", "light", "highlight", "volume")
        }
        normals = {name: getattr(self, name).flip(-1) for name in ("front_normal", "back_normal")}
        for normal in normals.values():
            normal[:, 0].neg_()
        return replace(self, **flipped, **normals)

    def get(self, name: str) -> Tensor:
        """Column `name` of the scenes, (n,) float32."""
        return self.scene[:, AT[name]]


@dataclass
class Studio:
    """Draws batches on one device; `cuda` false uses the OpenMP build."""

    cuda: bool
    side: int = SIDE
    tight: float = 0.7  # share of frames cut close around the figure
    aimed: bool = True  # false: the camera looks past the frame's middle, as until run 14
    lib: ctypes.CDLL = field(init=False)
    names: list[str] = field(init=False)
    held_out: list[bool] = field(init=False)
    COARSE: ClassVar[int] = 96  # pixels of the silhouette that finds the frame

    def __post_init__(self) -> None:
        self.lib = library(self.cuda)
        self.lib.family_name.restype = ctypes.c_char_p
        count = self.lib.family_count()
        self.names = [self.lib.family_name(i).decode() for i in range(count)]
        self.held_out = [bool(self.lib.family_held_out(i)) for i in range(count)]
        sizes = (ctypes.c_int * 4)()
        self.lib.layout(sizes)
        self.most, self.prim_floats, self.scene_floats, self.channels = sizes
        self.device = torch.device("cuda") if self.cuda else torch.device("cpu")

    def _stream(self) -> ctypes.c_void_p:
        return ctypes.c_void_p(torch.cuda.current_stream().cuda_stream if self.cuda else 0)

    def _sent(self, tensor: Tensor) -> Tensor:
        """On the device, without waiting for it."""
        return tensor.pin_memory().to(self.device, non_blocking=True) if self.cuda else tensor

    def write(self, seeds: Tensor, share: int = TRAINED, family: int = -1) -> tuple[Tensor, Tensor]:
        """Primitives and scenes of the seeds ((n,) int64 on the cpu), on the device."""
        n = len(seeds)
        prims = torch.zeros(n, self.most, self.prim_floats)
        scene = torch.zeros(n, self.scene_floats)
        self.lib.write_scenes(_at(seeds), n, family, share, _at(prims), _at(scene))
        return self._sent(prims), self._sent(scene)

    def silhouettes(self, prims: Tensor, scene: Tensor) -> Tensor:
        """(n, COARSE, COARSE) bool over the widest frame."""
        n, side = len(scene), self.COARSE
        mask = torch.empty(n, side, side, dtype=torch.uint8, device=self.device)
        self.lib.draw_silhouettes(_at(prims), _at(scene), n, side, _at(mask), self._stream())
        return mask > 0

    def frame(self, scene: Tensor, mask: Tensor, seed: int) -> None:
        """Cuts each scene's frame around its silhouette, in place, tightly or loosely."""
        n, side = len(scene), self.COARSE
        low, high = zip(_span(mask.any(1), side), _span(mask.any(2), side), strict=True)
        (x0, y0), (x1, y1) = low, high
        random = torch.Generator().manual_seed(seed)
        fill, drift = _framing(n, self.tight, random)
        fill, drift = self._sent(fill), self._sent(drift)
        size = torch.maximum(x1 - x0, y1 - y0) * 0.5 + 1.0 / side
        half = size / fill
        old = scene[:, AT["half"]].clone()
        room = 0.95 * (half - size)
        scene[:, AT["shift_x"]] += old * ((x0 + x1) * 0.5 + drift[:, 0] * room)
        scene[:, AT["shift_y"]] -= old * ((y0 + y1) * 0.5 + drift[:, 1] * room)
        scene[:, AT["half"]] = old * half
        if self.aimed:
            _aim(scene)

    def batch(self, seeds: Tensor, share: int = TRAINED, family: int = -1) -> Batch:
        """The scenes of the seeds, traced."""
        prims, scene = self.write(seeds, share, family)
        self.frame(scene, self.silhouettes(prims, scene), int(seeds[0]))
        n, side = len(scene), self.side
        drawn = torch.empty(n, self.channels, side, side, device=self.device)
        self.lib.draw_pictures(_at(prims), _at(scene), n, side, _at(drawn), self._stream())
        drawn = torch.nan_to_num(drawn)
        mask = drawn[:, 0] > 0
        count = mask.sum((1, 2))
        mean = (drawn[:, 0] * mask).sum((1, 2)) / count.clamp(min=1)
        scene[:, AT["middle"]] = torch.where(count > 0, mean, scene[:, AT["middle"]])
        middle = scene[:, AT["middle"], None, None]
        one = middle * scene[:, AT["half"], None, None]
        volume = torch.empty(n, SLICES, side // 2, side // 2, dtype=torch.int8, device=self.device)
        depths = (ctypes.c_float(LOW), ctypes.c_float(HIGH), ctypes.c_float(REACH))
        self.lib.draw_volumes(
            _at(prims), _at(scene), n, side // 2, SLICES, *depths, _at(volume), self._stream()
        )
        return Batch(
            seeds=seeds,
            scene=scene,
            mask=mask,
            front=(drawn[:, 0] - middle) / one * mask,
            back=(drawn[:, 1] - middle) / one * mask,
            front_normal=drawn[:, 2:5],
            back_normal=drawn[:, 5:8],
            light=drawn[:, 8],
            highlight=drawn[:, 9],
            volume=volume,
            valid=count > side * side // 200,
        )


def _at(tensor: Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())


def _aim(scene: Tensor) -> None:
    """Turns each camera in place so that it looks at the middle of its frame."""

    def axes(name: str) -> Tensor:
        return scene[:, AT[f"{name}_x"] : AT[f"{name}_x"] + 3]

    x, y, stretch, shear = (
        scene[:, AT[name], None] for name in ("shift_x", "shift_y", "stretch", "shear")
    )
    right, up, forward = axes("right"), axes("up"), axes("forward")
    ahead = functional.normalize(forward + right * (x * (1 + stretch) + y * shear) + up * y)
    aside = functional.normalize(right - ahead * (right * ahead).sum(1, keepdim=True))
    right.copy_(aside)
    up.copy_(torch.linalg.cross(aside, ahead))
    forward.copy_(ahead)
    scene[:, AT["shift_x"]] = scene[:, AT["shift_y"]] = 0
    scene[:, AT["elevation"]] = -ahead[:, 2].clamp(-1, 1).asin()


def _span(hit: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """First and last hit (-1..1) in each row of (n, side) bool; -.5 and .5 where there is none."""
    centres = (torch.arange(side, device=hit.device) + 0.5) / side * 2 - 1
    low = torch.where(hit, centres, 9.0).amin(1)
    high = torch.where(hit, centres, -9.0).amax(1)
    none = low > high
    return torch.where(none, -0.5, low), torch.where(none, 0.5, high)


def _framing(n: int, tight: float, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """The share of the frame that a figure fills, (n,), and its drift in the rest, (n, 2) -1..1."""
    close = torch.rand(n, generator=random) < tight
    u = torch.rand(n, generator=random)
    fill = torch.where(close, 0.82 + 0.14 * u, 0.4 + 0.5 * u)
    return fill, torch.rand(n, 2, generator=random) * 2 - 1
