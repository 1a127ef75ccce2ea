"""The same networks, faster, on CUDA cards: graphs, fused steps, attention without copies.

This page must import where Triton is missing; everything else is imported when it is asked for.
"""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from memoreez.sculptures.hunyuan3d.networks import Networks
    from memoreez.sculptures.hunyuan3d.stages import Stages

OLDEST = (8, 0)  # Ampere: bfloat16, and asynchronous copies


def reason(device: torch.device, dtype: torch.dtype) -> str:
    """Why these stages cannot run there, in a clause; empty where they can."""
    import torch

    if device.type != "cuda":
        return "there is no CUDA card"
    if torch.cuda.get_device_capability(device) < OLDEST:
        return "the card is older than Ampere"
    if dtype not in (torch.float16, torch.bfloat16):
        return "the weights are neither float16 nor bfloat16"
    if find_spec("triton") is None:
        return "the package triton is not installed"
    return ""


def stages(networks: Networks) -> Stages:
    """The four stages; they share the networks' weights, which must stay where they are."""
    from memoreez.sculptures.hunyuan3d.fast.attention import HEAD
    from memoreez.sculptures.hunyuan3d.fast.encoder import Encoder
    from memoreez.sculptures.hunyuan3d.fast.field import Field
    from memoreez.sculptures.hunyuan3d.fast.sampler import Sampler
    from memoreez.sculptures.hunyuan3d.fast.unfolder import Unfolder
    from memoreez.sculptures.hunyuan3d.stages import Stages, plain

    config = networks.transformer.config
    if config.width != config.heads * HEAD:  # a model of toy size
        return plain(networks)
    return Stages(
        Encoder(networks.dino),
        Sampler(networks.transformer),
        Unfolder(networks.autoencoder),
        partial(Field, networks.geometry),
    )
