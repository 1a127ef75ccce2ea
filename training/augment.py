"""From traced light to a picture such as image models draw and cameras take.

A picture is (n, 3, side, side) float32 in 0..1, display coded. Everything random comes from one
torch.Generator, so that a seed gives the same pictures again.
"""

import math
from functools import cache

import torch
from torch import Tensor

from training.batches import Batch
from training.dice import Dice
from training.patterns import scenery

LUMA = (  # JPEG, ITU-T T.81 Annex K.1
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
EMPTY = 0.02  # share of pictures that show nothing but a backdrop
PATTERNED = 0.3  # share of lessons outside the plain look that have a pattern behind the figure
PLAIN = 0.12  # share of lessons in the plain look
PHOTO = 0.75  # the same of scenes in the light of a photo studio, exposed as it comes


def develop(batch: Batch, random: torch.Generator, patterned: float = 0.0) -> tuple[Tensor, Tensor]:
    """Pictures of a batch and which of them show their figure, (n,) bool.

    A share `patterned` has wood, tiles, shelves and the like behind the figure.
    """
    dice = Dice(len(batch.mask), random, batch.mask.device)
    figure = _figure(batch, dice)
    shown = ~dice.often(EMPTY)
    mask = (batch.mask[:, None] & shown).float()
    tone = _mean(figure.mean(1, keepdim=True), batch.mask[:, None].float())
    ground = torch.where(shown, batch.light[:, None], torch.ones_like(mask))
    wall = _wall(mask, tone, dice)
    count = round(patterned * len(mask))
    if count:
        rows = dice.few(count)
        wall = wall.index_copy(0, rows, wall[rows] * scenery(batch, rows, random))
    picture = mask * figure + (1 - mask) * _shaded(wall, ground, dice)
    picture = _expose(picture, dice)
    picture = _soften(picture, dice)
    picture = _spoil(picture, dice)
    return picture.clamp(0, 1), shown.flatten()


def studio(batch: Batch) -> Tensor:
    """The plain clay look of the project's own renderer: grey on a light backdrop, no flaws."""
    mask = batch.mask[:, None].float()
    light = batch.light[:, None]
    figure = 0.42 * light / _mean(light, mask).clamp(min=0.05) + batch.highlight[:, None]
    backdrop = 0.82 * (0.35 + 0.65 * light)
    picture = torch.where(mask > 0, _shoulder(figure), backdrop).clamp(1e-4, 1) ** (1 / 2.2)
    return blur(picture, torch.full_like(picture[:, :1, :1, :1], 0.45)).expand(-1, 3, -1, -1)


def photo(batch: Batch, dice: Dice) -> Tensor:
    """The plain look as `studio` draws it, with exposure, sharpness and a little noise drawn."""
    mask, light = batch.mask[:, None].float(), batch.light[:, None]
    level, wall, shade = dice.u(0.25, 0.5), dice.u(0.68, 0.98), dice.u(0.4, 0.9)
    figure = level * light / _mean(light, mask).clamp(min=0.05) + batch.highlight[:, None]
    line = torch.linspace(1, 0, mask.shape[-1], device=mask.device)[None, None, :, None]
    backdrop = wall * (1 - shade + shade * light) * (1 - dice.u(0, 0.14) * line**2)
    picture = torch.where(mask > 0, _shoulder(figure), backdrop).clamp(1e-4, 1) ** (1 / 2.2)
    noise = torch.randn(picture.shape, generator=dice.random, device=dice.device)
    picture = blur(picture, dice.u(0.3, 0.7)) + dice.some(0.3, 0, 0.015) * noise
    return picture.clamp(0, 1).expand(-1, 3, -1, -1)


def lessons(batch: Batch, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """What training shows: `develop`, and some of the figures in the plain look."""
    picture, shown = develop(batch, random, PATTERNED)
    dice = Dice(len(shown), random, shown.device)
    studied = batch.get("studio").view(-1, 1, 1, 1) > 0
    there = shown.view(-1, 1, 1, 1)
    seen = dice.often(PHOTO) & studied & there
    plain = dice.often(PLAIN) & ~seen & there
    picture = torch.where(plain, studio(batch), picture)
    return torch.where(seen, photo(batch, dice), picture), shown


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum((2, 3), keepdim=True) / mask.sum((2, 3), keepdim=True).clamp(min=1)


def _shoulder(x: Tensor) -> Tensor:
    return torch.where(x < 0.7, x, 0.7 + 0.3 * torch.tanh((x - 0.7) / 0.3))


def _tint(dice: Dice, share: float, spread: float) -> Tensor:
    colour = 1 + spread * (dice.u(-1, 1, 3))
    return torch.where(dice.often(share), colour, torch.ones_like(colour))


def _figure(batch: Batch, dice: Dice) -> Tensor:
    """Linear colours of the figure, exposed to a drawn mean level."""
    mask, light = batch.mask[:, None].float(), batch.light[:, None]
    level = torch.where(dice.often(0.75), dice.u(0.18, 0.6), dice.u(0.04, 0.85))
    scale = level / _mean(light, mask).clamp(min=0.05)
    colour = _tint(dice, 0.3, 0.25) * _tint(dice, 0.07, 0.7)
    lit = light * scale * colour
    return _shoulder(lit + batch.highlight[:, None] * dice.u(0.4, 1.2) * level.sqrt())


def _wall(mask: Tensor, tone: Tensor, dice: Dice) -> Tensor:
    """Linear colours behind the figure: plain, graded, darker at the rim, with a floor."""
    side = mask.shape[-1]
    line = torch.linspace(-1, 1, side, device=mask.device)
    x, y = line[None, None, None, :], line[None, None, :, None]
    kind = dice.u()
    level = torch.where(kind < 0.55, dice.u(0.55, 1.05), dice.u(0.02, 0.6))
    level = torch.where(kind > 0.85, tone * dice.u(0.75, 1.35), level)
    wall = level * _tint(dice, 0.3, 0.2) * _tint(dice, 0.06, 0.6)
    wall = wall * (1 + dice.some(0.6, -0.35, 0.35) * y + dice.some(0.4, -0.25, 0.25) * x)
    edge = torch.sigmoid((y - dice.u(-0.4, 0.8)) / dice.u(0.01, 0.3))
    wall = wall * (1 + dice.some(0.35, -0.35, 0.35) * edge)
    reach = (x - dice.u(-0.4, 0.4)) ** 2 + (y - dice.u(-0.4, 0.4)) ** 2
    wall = wall * (1 - dice.some(0.5, 0.02, 0.35) * reach)
    wall = wall * (1 + dice.some(0.2, 0.02, 0.15) * dice.clouds(24, side))
    return wall * (1 + dice.some(0.1, 0.1, 0.5) * dice.clouds(6, side, 3)).clamp(min=0.05)


def _shaded(wall: Tensor, ground: Tensor, dice: Dice) -> Tensor:
    """The wall in what is left of the light."""
    shadow = (1 - ground) * torch.where(dice.often(0.85), dice.u(0.25, 1), dice.u(0, 0.2))
    return (wall * (1 - shadow)).clamp(0, 1.5)


def _expose(picture: Tensor, dice: Dice) -> Tensor:
    """Display coding with drawn exposure, contrast and, for most, without colour."""
    coded = (picture * dice.u(0.8, 1.25)).clamp(1e-4, 1) ** (dice.u(0.8, 1.25) / 2.2)
    coded = (coded - 0.5) * dice.u(0.8, 1.25) + 0.5 + dice.u(-0.06, 0.06)
    grey = coded.mean(1, keepdim=True)
    return torch.where(dice.often(0.55), grey, coded)


def blur(picture: Tensor, sigma: Tensor) -> Tensor:
    """Gaussian of sigma pixels, (n, 1, 1, 1), seven taps."""
    taps = torch.arange(-3, 4, device=picture.device)
    weights = torch.exp(-(taps**2) / (2 * sigma.flatten()[:, None] ** 2 + 1e-6))
    weights = weights / weights.sum(1, keepdim=True)
    side = picture.shape[-1]
    line = torch.arange(side, device=picture.device)
    source = (line[None] + taps[:, None]).clamp(0, side - 1)  # the border is repeated
    moves = (source[:, :, None] == line).to(picture.dtype).flatten(1)
    band = (weights @ moves).view(-1, 1, side, side)
    blurred: Tensor = band @ picture @ band.transpose(2, 3)
    return blurred


def _soften(picture: Tensor, dice: Dice) -> Tensor:
    sigma = torch.where(dice.often(0.85), dice.u(0.3, 0.7), dice.u(0.7, 1.6))
    soft = blur(picture, sigma)
    return soft + dice.some(0.3, 0.2, 1.0) * (soft - blur(soft, torch.ones_like(sigma)))


def _spoil(picture: Tensor, dice: Dice) -> Tensor:
    """Noise, fine and coarse, and compression."""
    side = picture.shape[-1]
    fine = torch.randn(picture.shape, generator=dice.random, device=dice.device)
    picture = picture + dice.some(0.6, 0.0, 0.035) * fine
    picture = picture + dice.some(0.3, 0.0, 0.02) * dice.clouds(side // 4, side)
    squeezed = compress(picture.clamp(0, 1), dice.u(25, 95))
    return torch.where(dice.often(0.4), squeezed, picture)


@cache
def _table(device: torch.device) -> Tensor:
    return torch.tensor(LUMA, dtype=torch.float32, device=device)


def compress(picture: Tensor, quality: Tensor) -> Tensor:
    """What JPEG at `quality`, (n, 1, 1, 1) in 1..100, leaves; the side is a multiple of 8."""
    n, channels, side, _ = picture.shape
    k = torch.arange(8, device=picture.device, dtype=picture.dtype)
    basis = torch.cos(math.pi * (2 * k[None] + 1) * k[:, None] / 16) / 2
    basis[0] /= math.sqrt(2)
    percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)
    steps = (_table(picture.device) * percent.view(n, 1, 1, 1, 1, 1) / 100).clamp(min=1) / 255
    blocks = picture.view(n, channels, side // 8, 8, side // 8, 8).transpose(3, 4)
    whole = torch.kron(basis, basis)  # of a block's 64 numbers at once
    coded = (blocks.reshape(n, -1, 64) - 0.5) @ whole.T
    steps = steps.view(n, 1, 64)
    plain = (torch.round(coded / steps) * steps) @ whole + 0.5
    return plain.view(blocks.shape).transpose(3, 4).reshape(n, channels, side, side)
