"""The same networks, faster, on CUDA cards: graphs, fused steps, attention without copies.

This page must import where Triton is missing; everything else is imported when it is asked for.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from memoreez.sculptures.hunyuan3d.networks import Networks
    from memoreez.sculptures.hunyuan3d.stages import Stages

OLDEST, OLDEST_NARROW = (8, 0), (8, 9)  # Ampere; Ada, the first that multiplies float8
NEAR = 0.02  # what float16 and bfloat16 may be off by


@cache
def reason(device: torch.device, dtype: torch.dtype, narrow: bool = False) -> str:
    """Why these stages cannot run there, in a clause; empty where they can."""
    import torch

    if device.type != "cuda":
        return "there is no CUDA card"
    if torch.cuda.get_device_capability(device) < (OLDEST_NARROW if narrow else OLDEST):
        return "the card is too old for it"
    if dtype not in (torch.float16, torch.bfloat16):
        return "the weights are neither float16 nor bfloat16"
    if find_spec("triton") is None:
        return "the package triton is not installed"
    return _trial(device, dtype)


def _trial(device: torch.device, dtype: torch.dtype) -> str:
    """Runs small networks both ways: not every version of Triton knows every card."""
    import torch

    from memoreez.sculptures.hunyuan3d.autoencoder import Autoencoder
    from memoreez.sculptures.hunyuan3d.fields import Lattice
    from memoreez.sculptures.hunyuan3d.geometry import GeometryDecoder
    from memoreez.sculptures.hunyuan3d.loading import unbuilt
    from memoreez.sculptures.hunyuan3d.variants import AutoencoderConfig, GeometryConfig

    size: Any = {"width": 128, "heads": 2, "mlp_width": 256}
    with torch.device(device), torch.inference_mode():
        unfold = Autoencoder(AutoencoderConfig(layers=1, **size)).to(dtype)
        decoder = GeometryDecoder(GeometryConfig(context_width=128, **size)).to(dtype)
        latents, lattice = torch.randn(1, 200, 64, dtype=dtype), Lattice(16)
        nodes = torch.arange(0, 4900, 7, dtype=torch.int32)
        tokens = unfold(latents)
        plain = tokens.flatten(), decoder.field(tokens, lattice)(nodes)
        try:
            from memoreez.sculptures.hunyuan3d.fast.field import Field
            from memoreez.sculptures.hunyuan3d.fast.unfolder import Unfolder

            ours = Unfolder(unfold)(latents).flatten(), Field(decoder, tokens, lattice)(nodes)
            off = max(float((a - b).norm() / b.norm()) for a, b in zip(ours, plain, strict=True))
        except torch.OutOfMemoryError:  # which is a RuntimeError, and may pass
            raise
        except unbuilt() as error:
            return f"Triton cannot make its kernels for this card ({type(error).__name__})"
    return "" if off < NEAR else f"a trial of its kernels is off by {off:.2g}"


def stages(networks: Networks, *, narrow: bool = False) -> Stages:
    """The four stages; they share the networks' weights, which must stay where they are.

    `narrow`: the transformer's large products are in float8. A U-ViT has no fast way: it walks
    as it is.
    """
    from memoreez.sculptures.hunyuan3d.fast.attention import HEAD
    from memoreez.sculptures.hunyuan3d.fast.encoder import Encoder
    from memoreez.sculptures.hunyuan3d.fast.field import Field
    from memoreez.sculptures.hunyuan3d.fast.sampler import Sampler
    from memoreez.sculptures.hunyuan3d.fast.unfolder import Unfolder
    from memoreez.sculptures.hunyuan3d.stages import Stages, plain, walker
    from memoreez.sculptures.hunyuan3d.uvit import UViT

    net = networks.transformer
    walks = isinstance(net, UViT)
    inside = [networks.dino, networks.autoencoder, networks.geometry, *(() if walks else (net,))]
    if any(told.width != told.heads * HEAD for told in (one.config for one in inside)):
        return plain(networks)  # a model of toy size
    walk: Any = walker(net) if walks else Sampler(net, narrow=narrow)
    kind = "fast, plain walk" if walks else "fast, float8" if narrow else "fast"
    return Stages(
        Encoder(networks.dino),
        walk,
        Unfolder(networks.autoencoder),
        partial(Field, networks.geometry),
        kind,
    )
