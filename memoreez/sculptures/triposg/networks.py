"""The four networks with the weights of published files, which have names of their own."""

from __future__ import annotations

from typing import Any

import torch

from memoreez.sculptures.hunyuan3d.archive import read
from memoreez.sculptures.hunyuan3d.filling import fits, put, shapes
from memoreez.sculptures.hunyuan3d.networks import Networks, blank
from memoreez.sculptures.triposg.checkpoints import Files
from memoreez.sculptures.triposg.keys import PARTS, TURNED, UNUSED, published
from memoreez.sculptures.triposg.variants import Variant


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
            put(named[name], archives[part], plans[name], device, dtype, _turned)
    return networks


def plan(name: str, network: Any, variant: Variant) -> dict[str, tuple[str, ...]]:
    """Of which published tensors each of a network's is made."""
    last = variant.autoencoder.layers
    return {key: published(name, key, last) for key in network.state_dict()}


def _turned(key: str) -> bool:
    return key.startswith(TURNED)
