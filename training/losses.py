"""How far an answer is from the truth, as one number to descend and several to watch."""

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batches import Batch
from training.network import Answer

WEIGHTS = {
    "alpha": 1.0,
    "front": 4.0,
    "back": 2.5,
    "slope": 6.0,
    "lean": 0.6,
    "front_normal": 0.6,
    "back_normal": 0.2,
    "volume": 2.0,
    "doubt": 0.1,
    "elevation": 1.5,
    "lens": 0.2,
}


def losses(answer: Answer, batch: Batch, shown: Tensor) -> dict[str, Tensor]:
    """Each part of the loss, a mean over what it concerns; `shown` (n,) bool: a figure is there."""
    good = shown & batch.valid
    mask = (batch.mask & good[:, None, None]).float()
    count = mask.sum().clamp(min=1)
    wanted = (batch.mask & shown[:, None, None]).float()
    miss = (answer.front - batch.front).abs()
    doubt = (answer.doubt - miss.detach()).abs()
    few = good.float() / good.sum().clamp(min=1)
    lens = batch.get("half").log()
    return {
        "alpha": F.binary_cross_entropy_with_logits(answer.alpha, wanted) + _dice(answer, wanted),
        "front": (miss * mask).sum() / count,
        "back": ((answer.back - batch.back).abs() * mask).sum() / count,
        "slope": _slope(answer.front, batch.front, mask),
        "lean": _lean(answer.front - batch.front, mask, few)
        + 0.6 * _lean(answer.back - batch.back, mask, few),
        "front_normal": (_apart(answer.front_normal, batch.front_normal) * mask).sum() / count,
        "back_normal": (_apart(answer.back_normal, batch.back_normal) * mask).sum() / count,
        "volume": _volume(answer.volume, batch.volume, mask),
        "doubt": (doubt * mask).sum() / count,
        "elevation": ((answer.camera[:, 0] - batch.get("elevation")).abs() * few).sum(),
        "lens": ((answer.camera[:, 1] - lens).abs() * few).sum(),
    }


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum to descend."""
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()


def _apart(a: Tensor, b: Tensor) -> Tensor:
    return 1 - (a * b).sum(1)


def _dice(answer: Answer, wanted: Tensor) -> Tensor:
    alpha = torch.sigmoid(answer.alpha)
    both = (alpha * wanted).sum((1, 2))
    return (1 - (2 * both + 50) / (alpha.sum((1, 2)) + wanted.sum((1, 2)) + 50)).mean()


def _slope(front: Tensor, truth: Tensor, mask: Tensor) -> Tensor:
    """Differences of depth over 1, 2 and 4 pixels, where the surface does not jump."""
    parts = []
    for step in (1, 2, 4):
        for axis in (1, 2):
            size = front.shape[axis] - step
            first, second = (0, size), (step, size)
            wanted = truth.narrow(axis, *second) - truth.narrow(axis, *first)
            given = front.narrow(axis, *second) - front.narrow(axis, *first)
            weight = mask.narrow(axis, *second) * mask.narrow(axis, *first)
            weight = weight * (wanted.abs() < 0.05 * step)
            miss = (given - wanted).clamp(-0.1, 0.1).abs()
            parts.append((miss * weight).sum() / weight.sum().clamp(min=1) / step)
    return torch.stack(parts).mean()


def _lean(miss: Tensor, mask: Tensor, few: Tensor) -> Tensor:
    """How far each figure's depth turns as a whole, up and down and to the sides, as tangents.

    A turn moves all that is far from the middle; pixel for pixel it costs little.
    """
    line = torch.linspace(-1, 1, mask.shape[-1], device=mask.device)
    count = mask.sum((1, 2)).clamp(min=1)
    parts = []
    for way in (line[None, :, None], line[None, None, :]):
        away = (way - ((way * mask).sum((1, 2)) / count)[:, None, None]) * mask
        spread = (away * away).sum((1, 2)) + 0.02 * count  # of a thin pole the turn is not known
        parts.append((miss * away).sum((1, 2)).abs() / spread)
    return (torch.stack(parts).sum(0) * few).sum()


def _volume(volume: Tensor, stored: Tensor, mask: Tensor) -> Tensor:
    """Signed distance, the narrow band around the surface weighted four times."""
    near = F.max_pool2d(mask[:, None], 2)
    truth = stored.float() / 127
    weight = near * (1 + 3 * (truth.abs() < 0.999))
    loss: Tensor = ((volume - truth).abs() * weight).sum() / weight.sum().clamp(min=1)
    return loss
