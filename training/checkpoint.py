"""A training state in three flat files of at most 16 MiB each, so that it can travel.

weights.f16 and average.f16 hold every number of the state dictionary in its order; moments.bf16
holds AdamW's second moments in the order of the parameters. First moments are rebuilt within ten
steps. average.f16 is the result, and enough to go on from: the other two are optional.

The result that is kept lies in the package, which the network works from; a folder that has a
progress.json and no average.f16, such as training/weights, means that one.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

MOST_BYTES = 16 * 2**20
KEPT = Path(__file__).parent / "weights"
RESULT = Path(__file__).parents[1] / "memoreez" / "claynet" / "average.f16"


@dataclass
class Progress:
    """How far the training is."""

    steps: int = 0
    images: int = 0
    part: float = 0.0  # of the whole schedule, 0..1


def flatten(tensors: list[Tensor], dtype: torch.dtype) -> bytes:
    """All numbers of the tensors as bytes of `dtype`."""
    flat = torch.cat([t.detach().float().flatten().cpu() for t in tensors]).to(dtype)
    raw: bytes = flat.view(torch.int16).numpy().tobytes()
    return raw


def restore(raw: bytes, tensors: list[Tensor], dtype: torch.dtype) -> None:
    """Writes the bytes of `flatten` back into the tensors."""
    flat = torch.frombuffer(bytearray(raw), dtype=torch.int16).view(dtype).float()
    sizes = [t.numel() for t in tensors]
    if sum(sizes) != len(flat):
        raise ValueError(f"the file holds {len(flat)} numbers, the network {sum(sizes)}")
    with torch.no_grad():
        for tensor, piece in zip(tensors, torch.split(flat, sizes), strict=True):
            tensor.copy_(piece.view_as(tensor))


def floats(network: nn.Module) -> list[Tensor]:
    """The state dictionary's numbers, without counters."""
    return [t for t in network.state_dict().values() if t.is_floating_point()]


def save(
    folder: Path,
    network: nn.Module,
    average: list[Tensor],
    optimizer: torch.optim.Optimizer,
    progress: Progress,
) -> None:
    """Writes the state into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    moments = [
        optimizer.state[p].get("exp_avg_sq", torch.zeros_like(p)) for p in network.parameters()
    ]
    files = {
        "weights.f16": flatten(floats(network), torch.float16),
        "average.f16": flatten(average, torch.float16),
        "moments.bf16": flatten(moments, torch.bfloat16),
        "progress.json": json.dumps(asdict(progress)).encode(),
    }
    for name, raw in files.items():
        if len(raw) > MOST_BYTES:
            raise ValueError(f"{name} has {len(raw)} bytes, more than {MOST_BYTES}")
        (folder / name).write_bytes(raw)


def load(
    folder: Path, network: nn.Module, average: list[Tensor], optimizer: torch.optim.Optimizer
) -> Progress:
    """Reads the state of `folder`; a fresh Progress where there is none."""
    if not (folder / "progress.json").exists():
        return Progress()
    progress = Progress(**json.loads((folder / "progress.json").read_text()))
    result = _result(folder).read_bytes()
    restore(result, average, torch.float16)
    latest = folder / "weights.f16"
    raw = latest.read_bytes() if latest.exists() else result
    restore(raw, floats(network), torch.float16)
    if (folder / "moments.bf16").exists():
        _load_moments(folder, network, optimizer, progress.steps)
    return progress


def _load_moments(
    folder: Path, network: nn.Module, optimizer: torch.optim.Optimizer, steps: int
) -> None:
    weights = list(network.parameters())
    moments = [torch.zeros_like(p) for p in weights]
    restore((folder / "moments.bf16").read_bytes(), moments, torch.bfloat16)
    for p, moment in zip(weights, moments, strict=True):
        step = torch.tensor(float(steps), device=p.device)
        optimizer.state[p] = {"step": step, "exp_avg": torch.zeros_like(p), "exp_avg_sq": moment}


def load_average(folder: Path, network: nn.Module) -> None:
    """Puts the averaged weights of `folder` into the network."""
    restore(_result(folder).read_bytes(), floats(network), torch.float16)


def _result(folder: Path) -> Path:
    """The averaged weights of a state; the package's where it has none of its own."""
    own = folder / "average.f16"
    return RESULT if (folder / "progress.json").exists() and not own.exists() else own
