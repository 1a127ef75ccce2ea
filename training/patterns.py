"""What else may be behind a figure: wood, tiles, cloth, stone, shelves, clutter.

A pattern is a function of the coordinates of a plane, so that a wall before the camera and the true
ground under the figure can both have it. Its tones (n, 3, side, side) are linear, about one.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batches import AT, Batch
from training.dice import Dice

PORTIONS = 2  # walls and tables of a batch: more would be many small operations
CELLS = 64  # of the noise in which patterns look up what is irregular
SHAPES = 16  # things of a clutter
WALL_ONLY = 0.35  # share of the pictures without a table or floor
BLURRED = 0.5  # share of walls out of focus
LEAST = 0.04  # tone
LOW = 0.02  # height of a camera, and fall of a ray, that meet no ground worth drawing


@dataclass(frozen=True)
class Plane:
    """Where each pixel lies on a plane, in the units of its pattern."""

    u: Tensor  # (n, 1, side, side)
    v: Tensor  # (n, 1, side, side)
    fine: Tensor  # (n, 1, side, side) or (n, 1, 1, 1): width of a pixel

    def edge(self, distance: Tensor) -> Tensor:
        """1 where a signed distance is negative, 0 where it is positive, soft over a pixel."""
        return (0.5 - distance / (self.fine + 1e-3)).clamp(0, 1)


def scenery(batch: Batch, rows: Tensor, random: torch.Generator) -> Tensor:
    """Tones (k, 3, side, side) behind the pictures `rows` (k,); the next batch has other ones."""
    start = int(batch.seeds[0]) * 0x9E3779B1 >> 7
    tones = []
    for i, chosen in enumerate(rows.chunk(PORTIONS)):
        dice = Dice(len(chosen), random, rows.device)
        scene, side = batch.scene[chosen], batch.mask.shape[-1]
        wall = _toned(WALLS[(start + i) % len(WALLS)], _facing(side, dice), dice)
        table, there = _ground(scene, side, dice)
        below = _toned(TABLES[(start // len(WALLS) + i) % len(TABLES)], table, dice)
        wall = torch.where(dice.often(BLURRED), _defocused(wall), wall)
        tones.append(torch.lerp(wall, below, there))
    return torch.cat(tones)


def _toned(pattern: "Pattern", plane: Plane, dice: Dice) -> Tensor:
    """A pattern with a drawn level and contrast, lost where its pixels are wide."""
    tones = pattern(plane, dice)
    tones = tones / tones.mean((1, 2, 3), keepdim=True)
    seen = dice.u(0.35, 1.2) / (1 + (4 * plane.fine) ** 2)
    return (1 + (tones - 1) * seen).clamp(LEAST, 3) * dice.u(0.4, 1.1)


def _facing(side: int, dice: Dice) -> Plane:
    """A wall parallel to the picture, turned a little, or a table seen from above."""
    line = torch.linspace(-1, 1, side, device=dice.device)
    return _turned(line[None, None, None, :], line[None, None, :, None], 2 / side, dice)


def _turned(x: Tensor, y: Tensor, fine: float | Tensor, dice: Dice) -> Plane:
    turn = torch.where(dice.often(0.75), dice.u(-0.12, 0.12), dice.u(-math.pi, math.pi))
    size = torch.exp(dice.u(math.log(1.2), math.log(9)))
    u, v = x * turn.cos() - y * turn.sin(), x * turn.sin() + y * turn.cos()
    return Plane(u * size + dice.u(-9, 9), v * size + dice.u(-9, 9), fine * size)


def _ground(scene: Tensor, side: int, dice: Dice) -> tuple[Plane, Tensor]:
    """The plane that the figure stands on, and where it is seen: until some way behind it."""
    met, fine, seen = met_ground(scene, side)
    plane = _turned(met[:, :1], met[:, 1:], fine, dice)
    forward = scene[:, AT["forward_x"] : AT["forward_x"] + 2, None, None]
    ahead = (met * forward).sum(1, keepdim=True)  # the figure is at 0
    ends = torch.where(dice.often(WALL_ONLY), dice.u(-9, -9), dice.u(0.5, 3.0))
    behind = (ahead - ends) / (0.01 + dice.some(0.4, 0.0, 0.4))
    return plane, torch.sigmoid(-behind.clamp(-9, 9)) * seen


def met_ground(scene: Tensor, side: int) -> tuple[Tensor, Tensor, Tensor]:
    """Where each pixel meets the ground, (n, 2, side, side) in radii of the figure from its axis,
    how wide the pixel is there, and whether it meets it at all, (n, 1, side, side).
    """

    def of(name: str) -> Tensor:
        return scene[:, AT[name]].view(-1, 1, 1, 1)

    line = torch.linspace(-1, 1, side, device=scene.device)
    x = of("shift_x") + of("half") * line[None, None, None, :]
    y = of("shift_y") - of("half") * line[None, None, :, None]
    x = x * (1 + of("stretch")) + y * of("shear")
    ray = [of(f"forward_{a}") + of(f"right_{a}") * x + of(f"up_{a}") * y for a in "xyz"]
    down = (-ray[2]).clamp(min=LOW)
    far = of("eye_z").clamp(min=LOW) / down
    unit = of("radius").clamp(min=0.1)
    met = torch.cat([of(f"eye_{a}") + far * ray[i] for i, a in enumerate("xy")], 1) / unit
    fine = 2 / side * far * of("half") / (unit * down)
    return met, fine, (-ray[2] > LOW) & (of("eye_z") > LOW)


def _defocused(tones: Tensor) -> Tensor:
    """Out of focus by about a thirtieth of the frame."""
    side = tones.shape[-1]
    small = F.avg_pool2d(tones, 8, ceil_mode=True)
    small = F.avg_pool2d(small, 3, 1, 1, count_include_pad=False)
    return F.interpolate(small, size=(side, side), mode="bilinear", align_corners=False)


def _rough(cells: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """Smooth noise (n, channels, side, side) of about unit size at (u, v), one cell a unit."""
    at = torch.cat([u.expand(-1, -1, *v.shape[2:]), v], 1).permute(0, 2, 3, 1) * (2 / CELLS)
    return F.grid_sample(cells, at, padding_mode="reflection", align_corners=False)


def _chance(i: Tensor, j: Tensor, salt: float | Tensor) -> Tensor:
    """A number in 0..1 for each pair of whole numbers."""
    wild = torch.sin(i * 12.9898 + j * 78.233 + salt) * 43758.547
    return wild - wild.floor()


def _colours(dice: Dice, strength: float) -> Tensor:
    """One colour a picture with a mean of about one, (n, 3, 1, 1)."""
    return (1 + dice.some(0.7, 0, strength) * dice.u(-1, 1, 3)).clamp(min=0.1)


def wood(plane: Plane, dice: Dice) -> Tensor:
    """Boards, or one plate: fibres, rings, seams, each board of its own tone."""
    u, v, cells = plane.u, plane.v, dice.grid(CELLS)
    board = torch.where(dice.often(0.65), v.floor(), torch.zeros_like(v))
    across = v - v.floor()
    shift = 37 * _chance(board, board, dice.u(0, 6))
    along = u / dice.u(3, 9) + shift
    piece = along.floor()
    slow = _rough(cells, along * 1.7 + 5 * piece, v * dice.u(0.5, 1.5) + shift)
    rings = torch.sin(2 * math.pi * (v * dice.u(1, 5) + dice.u(0.3, 1.6) * slow))
    fibres = _rough(cells, u * dice.u(0.4, 1.5) + shift, v * dice.u(8, 25))
    tones = 1 + dice.u(0.03, 0.3) * rings + dice.u(0.02, 0.18) * fibres + 0.1 * slow
    tones = tones * (1 + dice.u(0, 0.7) * (_chance(board, piece, dice.u(0, 6)) - 0.5))
    seam = plane.edge(torch.minimum(across, 1 - across) - dice.u(0.005, 0.04))
    end = plane.edge((along - piece - 0.004) * 5)
    joined = torch.where(dice.often(0.65), seam.maximum(end), torch.zeros_like(seam))
    warm = torch.linspace(0.28, -0.3, 3, device=dice.device).view(1, 3, 1, 1) * dice.u(0, 1.3)
    return tones * (1 - dice.u(0.1, 0.9) * joined) * (1 + warm)


def tiles(plane: Plane, dice: Dice) -> Tensor:
    """Tiles or bricks: joints, tiles of several tones, some like a chessboard."""
    wide = torch.exp(dice.u(-0.2, 1.0))
    row = plane.v.floor()
    u = plane.u / wide + torch.where(dice.often(0.5), 0.5 * row, torch.zeros_like(row))
    column = u.floor()
    off = torch.minimum((0.5 - (u - column - 0.5).abs()) * wide, 0.5 - (plane.v - row - 0.5).abs())
    joint = plane.edge(off - dice.u(0.01, 0.09))
    salt = dice.u(0, 6)
    other = torch.cat([_chance(column, row, salt + k) for k in (0.0, 1.0, 2.0)], 1) - 0.5
    whole = other[:, :1]
    even = (column + row) % 2 - 0.5
    tones = 1 + dice.some(0.8, 0.05, 0.9) * whole + dice.some(0.25, 0.1, 0.6) * (other - whole)
    tones = tones + dice.some(0.3, 0.3, 1.4) * even
    tones = tones + dice.some(0.6, 0.02, 0.15) * _rough(dice.grid(CELLS), plane.u * 6, plane.v * 6)
    line = torch.where(dice.often(0.5), dice.u(0.2, 0.8), dice.u(1.1, 1.8))
    return torch.lerp(tones * _colours(dice, 0.4), line, joint)


def cloth(plane: Plane, dice: Dice) -> Tensor:
    """Stripes, checks, dots, plaids; woven, with folds."""

    def bands(x: Tensor, times: Tensor, hard: Tensor) -> Tensor:
        return torch.tanh(hard * torch.sin(2 * math.pi * times * x))

    one, hard = torch.ones_like(dice.u()), torch.exp(dice.u(-0.5, 2.5))
    u, v = bands(plane.u, one, hard), bands(plane.v, one, hard)
    finer = bands(plane.u, dice.u(2, 5), hard) + bands(plane.v, dice.u(2, 5), hard)
    middle = ((plane.u % 1 - 0.5) ** 2 + (plane.v % 1 - 0.5) ** 2).sqrt()
    dots = 2 * plane.edge(middle - dice.u(0.12, 0.45)) - 1
    sort = dice.u()
    print_ = torch.where(sort < 0.3, u, (u + v) / 2)
    print_ = torch.where(sort > 0.55, dots, print_)
    print_ = torch.where(sort > 0.75, (u + v) / 3 + finer / 6, print_)
    first, second = _colours(dice, 0.6), _colours(dice, 0.6) * dice.u(0.2, 0.9)
    tones = torch.lerp(first, second, 0.5 + 0.5 * print_)
    weave = torch.sin(plane.u * 60) * torch.sin(plane.v * 60) / (1 + (60 * plane.fine) ** 2)
    folds = _rough(dice.grid(CELLS), plane.u * dice.u(0.1, 0.8), plane.v * dice.u(0.1, 0.8))
    return tones * (1 + dice.some(0.5, 0.05, 0.25) * weave + dice.some(0.6, 0.05, 0.25) * folds)


def stone(plane: Plane, dice: Dice) -> Tensor:
    """Marble, concrete, gravel, leaves: noise of several sizes, veins, grains of several tones."""
    cells = dice.grid(CELLS, 3)
    tones = torch.zeros_like(cells[:, :, :1, :1])
    for octave, weight in ((0.7, 1.0), (2.1, 0.6), (6.3, 0.4), (17.0, 0.25)):
        tones = tones + weight * _rough(cells, plane.u * octave, plane.v * octave)
    grey = tones.mean(1, keepdim=True)
    veins = torch.exp(-((grey / dice.u(0.03, 0.2)) ** 2))
    grains = torch.tanh(grey * torch.exp(dice.u(0, 3)))
    tones = torch.lerp(grey, tones, dice.some(0.4, 0.2, 1.0))
    tones = torch.where(dice.often(0.4), grains, tones)
    return (1 + dice.u(0.05, 0.5) * tones - dice.some(0.4, 0.1, 0.6) * veins).clamp(min=LEAST)


def shelves(plane: Plane, dice: Dice) -> Tensor:
    """Boards with books, boxes and gaps."""
    tall = dice.u(1.5, 4)
    level, up = (plane.v / tall).floor(), 1 - plane.v / tall % 1
    u = plane.u * dice.u(1.5, 4)
    u = u + dice.u(0, 0.45) * torch.sin(2.3 * u + 5 * level)  # of several widths
    book, salt = u.floor(), dice.u(0, 6)
    high = 0.45 + 0.45 * _chance(book, level, salt)
    stands = _chance(book, level, salt + 3) < dice.u(0.7, 1)
    colour = torch.cat([_chance(book, level, salt + k) for k in (0.5, 1.5, 2.5)], 1)
    grey = colour[:, :1].expand_as(colour)
    colour = 0.1 + 1.5 * torch.lerp(grey, colour, dice.u(0, 1))
    across = (u - book - 0.5).abs()
    round_ = 1 - dice.u(0.1, 0.5) * (2 * across) ** 4
    stripe = (up * 5 + 3 * _chance(book, level, salt + 4)) % 3 < 0.4
    colour = colour * round_ * torch.where(stripe, dice.u(0.6, 1.4), 1.0)
    full = plane.edge((up - high) * tall) * stands
    tones = torch.lerp(dice.u(0.05, 0.5).expand_as(colour), colour, full)
    board = plane.edge((up.minimum(1 - up) - dice.u(0.02, 0.06)) * tall)
    return torch.lerp(tones, dice.u(0.3, 1.5) * _colours(dice, 0.3), board)


def clutter(plane: Plane, dice: Dice) -> Tensor:
    """Things of all sizes before one another: boxes, balls, windows, papers on a table."""
    u, v = plane.u[..., ::2, ::2], plane.v[..., ::2, ::2]
    middle = torch.stack([x.mean((1, 2, 3)) for x in (u, v)]).view(2, -1, 1, 1, 1).unbind(0)
    reach = torch.maximum(u.amax((1, 2, 3)) - u.amin((1, 2, 3)), torch.ones_like(u[:, 0, 0, 0]))
    reach = reach.clamp(max=18).view(-1, 1, 1, 1)
    x, y, turn, size, oval = (dice.u(-1, 1, SHAPES) for _ in range(5))
    du = u - middle[0] - 0.6 * reach * x
    dv = v - middle[1] - 0.6 * reach * y
    turn = torch.where(dice.often(0.6), 0.1 * turn, 3 * turn)
    du, dv = du * turn.cos() - dv * turn.sin(), du * turn.sin() + dv * turn.cos()
    wide = 0.13 * reach * torch.exp(0.9 * size)
    du, dv = du.abs() / (wide * torch.exp(0.7 * oval)), dv.abs() / (wide * torch.exp(-0.7 * oval))
    round_ = dice.u(0, 1, SHAPES) < 0.45
    off = torch.where(round_, (du * du + dv * dv).sqrt(), torch.maximum(du, dv)) - 1
    soft = torch.where(dice.often(0.5), dice.u(0.01, 0.05), dice.u(0.05, 0.6))
    there = (0.5 - off / soft).clamp(0, 1)  # (n, SHAPES, side / 2, side / 2)
    lit = 1 - dice.u(0, 0.5) * (du * du + dv * dv).clamp(max=1.6)
    left = torch.cumprod(1 - there.flip(1), 1).flip(1)  # of each by those before it and itself
    shown = there * torch.cat([left[:, 1:], torch.ones_like(left[:, :1])], 1)
    grey = dice.u(0.03, 1.8, SHAPES)
    tint = torch.stack([dice.u(-1, 1, SHAPES)[:, :, 0, 0] for _ in range(3)], 2)
    colours = grey[:, :, 0] * (1 + dice.some(0.8, 0.1, 0.9)[:, 0] * tint)  # (n, SHAPES, 3)
    tones = torch.einsum("nkhw,nkc->nchw", shown * lit, colours)
    tones = tones + left[:, :1] * _colours(dice, 0.3)
    tones = F.interpolate(tones, size=plane.v.shape[2:], mode="bilinear", align_corners=False)
    return tones.clamp(min=LEAST)


Pattern = Callable[[Plane, Dice], Tensor]
WALLS: tuple[Pattern, ...] = (wood, clutter, tiles, shelves, cloth, clutter, wood, stone)
TABLES: tuple[Pattern, ...] = (wood, tiles, wood, cloth, stone, clutter)
