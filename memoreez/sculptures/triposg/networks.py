"""The four networks, with weights from files or with random ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from memoreez.sculptures.hunyuan3d import networks as shared
from memoreez.sculptures.hunyuan3d.archive import Archive, read
from memoreez.sculptures.hunyuan3d.autoencoder import Autoencoder
from memoreez.sculptures.hunyuan3d.checkpoints import fits
from memoreez.sculptures.hunyuan3d.conditioner import Dinov2
from memoreez.sculptures.hunyuan3d.geometry import GeometryDecoder
from memoreez.sculptures.triposg.checkpoints import Files
from memoreez.sculptures.triposg.keys import PARTS, TURNED, UNUSED, published
from memoreez.sculptures.triposg.transformer import Transformer
from memoreez.sculptures.triposg.variants import Variant

Plan = Mapping[str, tuple[str, ...]]  # our tensors: those in the file that make them up


@dataclass(frozen=True)
class Networks(shared.Networks):
    """Picture → tokens (`dino`), noise → latents (`transformer`), → tokens → values in space."""

    transformer: Transformer


def blank(variant: Variant) -> Networks:
    """The networks without any weights: they take no memory."""
    with torch.device("meta"):
        return Networks(
            Dinov2(variant.dino),
            Transformer(variant.transformer),
            Autoencoder(variant.autoencoder),
            GeometryDecoder(variant.geometry),
        )


def load(
    files: Files, variant: Variant, device: torch.device | str, dtype: torch.dtype
) -> Networks:
    """The networks with the weights of these files.

    Raises ProviderError that names the first key or shape that does not fit; all three files are
    looked through before anything is read.
    """
    networks = blank(variant)
    named = networks.named()
    archives = {part: read(path) for part, path in files.weights.items()}
    plans = {name: plan(name, network, variant) for name, network in named.items()}
    for part, inside in PARTS.items():
        wanted: dict[str, tuple[int, ...]] = {}
        for name in inside:
            wanted |= shapes(plans[name], named[name])
        fits(archives[part], wanted, "", UNUSED[part], files.weights[part].name)
    for part, inside in PARTS.items():
        for name in inside:
            _fill(named[name], archives[part], plans[name], device, dtype)
    return networks


def untrained(
    variant: Variant, device: torch.device | str, dtype: torch.dtype, seed: int = 0
) -> Networks:
    """The networks with random weights, of a size that keeps numbers tame: to time and to test."""
    return shared.randomised(blank(variant), device, dtype, seed)


def plan(name: str, network: Any, variant: Variant) -> dict[str, tuple[str, ...]]:
    """Of which published tensors each of a network's is made."""
    last = variant.autoencoder.layers
    return {key: published(name, key, last) for key in network.state_dict()}


def shapes(plan: Plan, network: Any) -> dict[str, tuple[int, ...]]:
    """The published tensors with the shape that each must have."""
    found: dict[str, tuple[int, ...]] = {}
    for key, told in network.state_dict().items():
        rows, *rest = told.shape
        for name in plan[key]:
            found[name] = (rows // len(plan[key]), *rest)
    return found


def _fill(network: Any, archive: Archive, plan: Plan, device: Any, dtype: Any) -> None:
    """Weights for a network without any; no more than one of its tensors is held besides."""
    state = {}
    for key, names in plan.items():
        parts = [archive.tensor(name, device, dtype) for name in names]
        whole = torch.cat(parts) if len(parts) > 1 else parts[0]
        state[key] = -whole if names[0].startswith(TURNED) else whole
    network.load_state_dict(state, assign=True)
    network.requires_grad_(False).eval()
