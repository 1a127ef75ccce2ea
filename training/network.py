"""Claynet: one picture in; cutout, depths, normals, a signed-distance volume and the camera out."""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.batches import SIDE, SLICES

WIDTHS = (32, 64, 128, 256)  # channels at 1/2, 1/4, 1/8 and 1/16 of the picture
BLOCKS = 6  # transformer blocks at 1/16
ROUNDS = 2  # times that the tokens pass through all of them
HEADS = 8


class Answer(NamedTuple):
    """What the network says of n pictures of `side` pixels."""

    alpha: Tensor  # (n, side, side) logit of the cutout
    front: Tensor  # (n, side, side) depth seen, half frame widths about its mean
    back: Tensor  # (n, side, side) depth behind, never before `front`
    front_normal: Tensor  # (n, 3, side, side) unit, camera axes
    back_normal: Tensor  # (n, 3, side, side) unit, camera axes
    doubt: Tensor  # (n, side, side) expected error of `front`
    volume: Tensor  # (n, SLICES, side / 2, side / 2) signed distance in truncations, -1..1
    camera: Tensor  # (n, 2) elevation in radians, logarithm of the frame's half width as tangent


class Even(nn.Conv2d):
    """Convolution that fills its channels up to eights in training: tensor cores ask for it."""

    def forward(self, x: Tensor) -> Tensor:
        spare = -self.in_channels % 8
        if not (self.training and x.is_cuda and spare):
            return super().forward(x)
        x, weight = (F.pad(t, (0, 0, 0, 0, 0, spare)) for t in (x, self.weight))
        return F.conv2d(x, weight, self.bias, self.stride, self.padding)


def conv(inside: int, outside: int, size: int = 3, stride: int = 1) -> nn.Sequential:
    """Convolution, normalisation, ReLU."""
    return nn.Sequential(
        Even(inside, outside, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two convolutions around which the signal also passes unchanged."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = conv(width, width)
        self.second = nn.Sequential(
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(self.first(x)))


class Block(nn.Module):
    """One transformer block over (n, tokens, width)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(width)
        self.mix = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.after = nn.LayerNorm(width)
        self.think = nn.Sequential(
            nn.Linear(width, 3 * width), nn.GELU(), nn.Linear(3 * width, width)
        )

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.look(self.before(x))
        thought: Tensor = x + self.think(self.after(x))
        return thought

    def look(self, x: Tensor) -> Tensor:
        """What the tokens take from each other."""
        n, tokens, width = x.shape
        mixed = self.mix(x).view(n, tokens, 3, HEADS, width // HEADS)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        seen = F.scaled_dot_product_attention(query, key, value)
        taken: Tensor = self.out(seen.transpose(1, 2).reshape(n, tokens, width))
        return taken


class Again(nn.Module):
    """A later round through a block: its matrices, but norms and strength of its own.

    The strengths begin at zero, so that a network which never had the round stays what it was.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(width)
        self.after = nn.LayerNorm(width)
        self.strength = nn.Parameter(torch.zeros(2, width))

    def forward(self, x: Tensor, block: Block) -> Tensor:
        x = x + self.strength[0] * block.look(self.before(x))
        thought: Tensor = x + self.strength[1] * block.think(self.after(x))
        return thought


def _halved(x: Tensor, axis: int) -> Tensor:
    """What each number of one axis gave to the doubled one: 1/4, 3/4, 3/4, 1/4 of four."""
    size = x.shape[axis]
    even, odd = (torch.unflatten(x, axis, (size // 2, 2)).select(axis + 1, i) for i in (0, 1))
    first, last = x.narrow(axis, 0, 1), x.narrow(axis, size - 1, 1)
    before = torch.cat([first, odd.narrow(axis, 0, size // 2 - 1)], axis)
    after = torch.cat([even.narrow(axis, 1, size // 2 - 1), last], axis)
    return torch.lerp(even + odd, before + after, 0.25)


@torch.library.custom_op("training::doubled", mutates_args=())
def _doubled(x: Tensor) -> Tensor:
    twice = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
    return twice.contiguous(memory_format=torch.channels_last)


@_doubled.register_fake
def _(x: Tensor) -> Tensor:
    n, channels, rows, columns = x.shape
    plain = x.new_empty(n, channels, 2 * rows, 2 * columns)
    return plain.contiguous(memory_format=torch.channels_last)


def _undoubled(context: object, grad: Tensor) -> Tensor:
    return _halved(_halved(grad, 2), 3)


_doubled.register_autograd(_undoubled)


def double(x: Tensor) -> Tensor:
    """Twice as many pixels each way, bilinear.

    PyTorch's own gradient of it adds atomically, which is slow and coarse; its compiler's way
    there is slow as well. Both are used where nothing learns.
    """
    if x.is_cuda and x.requires_grad:
        twice: Tensor = _doubled(x)
        return twice
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


def unit(x: Tensor) -> Tensor:
    """Vectors (n, 3, ...) scaled to length one."""
    scaled: Tensor = x / (x.square().sum(1, keepdim=True) + 1e-4).sqrt()
    return scaled


def corners(side: int) -> Tensor:
    """x and y of each pixel, (1, 2, side, side) in -1..1."""
    line = torch.linspace(-1, 1, side)
    rows, columns = line[:, None].expand(side, side), line[None].expand(side, side)
    return torch.stack([columns, rows])[None].contiguous()


class Claynet(nn.Module):
    """A U-Net with transformer blocks at its narrowest place; about 8 million parameters.

    Input (n, 3, side, side) float in 0..1, side a multiple of 16 and best the one given here
    (training begins with smaller pictures); grey pictures repeat one channel.
    The volume's depths are the channels of one flat convolution, so nothing here is 3-D.
    """

    place: Tensor
    grid: Tensor

    def __init__(self, side: int = SIDE) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.down_half = nn.Sequential(conv(5, a, 5, 2), Residual(a))
        self.down_quarter = nn.Sequential(conv(a, b, 3, 2), Residual(b), Residual(b))
        self.down_eighth = nn.Sequential(conv(b, c, 3, 2), Residual(c), Residual(c))
        self.down_sixteenth = nn.Sequential(conv(c, d, 3, 2), Residual(d))
        self.rows = side // 16  # of tokens, and as many in each
        self.place = nn.Parameter(torch.randn(1, self.rows**2, d) * 0.02)
        self.blocks = nn.ModuleList([Block(d) for _ in range(BLOCKS)])
        self.again = nn.ModuleList([Again(d) for _ in range((ROUNDS - 1) * BLOCKS)])
        self.camera = nn.Sequential(nn.LayerNorm(d), nn.Linear(d, 64), nn.ReLU(), nn.Linear(64, 2))
        self.up_eighth = nn.Sequential(conv(d + c, 176), Residual(176))
        self.up_quarter = nn.Sequential(conv(176 + b, 112), Residual(112))
        self.up_half = nn.Sequential(conv(112 + a, 80), Residual(80))
        self.volume = nn.Conv2d(80, SLICES, 3, 1, 1)
        self.narrow = conv(80, 32, 1)
        self.fine = nn.Sequential(conv(37, 40), conv(40, 32))
        self.last = nn.Conv2d(32, 10, 3, 1, 1)
        self.register_buffer("grid", corners(side), persistent=False)

    def _places(self, rows: int) -> Tensor:
        """The learned place of each token, for pictures of other sizes interpolated."""
        if rows == self.rows:
            return self.place
        plan = self.place.view(1, self.rows, self.rows, -1).permute(0, 3, 1, 2)
        plan = F.interpolate(plan, size=(rows, rows), mode="bilinear", align_corners=False)
        return plan.flatten(2).transpose(1, 2)

    def forward(self, picture: Tensor) -> Answer:
        n, _, _, side = picture.shape
        grid = self.grid if side == self.grid.shape[-1] else corners(side).to(picture.device)
        x = torch.cat([picture * 4 - 2, grid.expand(n, -1, -1, -1)], 1)
        half = self.down_half(x)
        quarter = self.down_quarter(half)
        eighth = self.down_eighth(quarter)
        deep = self.down_sixteenth(eighth)
        tokens = deep.flatten(2).transpose(1, 2) + self._places(side // 16)
        for block in self.blocks:
            tokens = block(tokens)
        for i, again in enumerate(self.again):
            tokens = again(tokens, self.blocks[i % BLOCKS])
        camera = self.camera(tokens.mean(1))
        up = tokens.transpose(1, 2).reshape(deep.shape)
        up = self.up_eighth(torch.cat([double(up), eighth], 1))
        up = self.up_quarter(torch.cat([double(up), quarter], 1))
        up = self.up_half(torch.cat([double(up), half], 1))
        narrow = double(self.narrow(up))
        fine = self.fine(torch.cat([narrow, x.to(narrow.dtype)], 1))
        # bfloat16 is too coarse for a depth
        with torch.autocast(picture.device.type, enabled=False):
            out = self.last(fine.float()).contiguous()  # one plane after the other
        front = out[:, 1]
        return Answer(
            alpha=out[:, 0],
            front=front,
            back=front + F.softplus(out[:, 2] - 1.0),
            front_normal=unit(out[:, 3:6]),
            back_normal=unit(out[:, 6:9]),
            doubt=F.softplus(out[:, 9] - 3.0),
            volume=torch.tanh(self.volume(up)),
            camera=camera,
        )


def parameters(network: nn.Module) -> int:
    """How many numbers are learned."""
    return sum(p.numel() for p in network.parameters())
