"""Pictures by a FLUX model on this computer, through Hugging Face's diffusers.

FLUX.2 klein 4B by default, FLUX.1 schnell as well: both Apache-2.0, both done in four steps. The
weights are a folder, or in the hub's cache; they are downloaded only where the option says so.
A small card is enough: what does not fit waits in the computer's own memory.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Literal

import numpy as np

from memoreez import pixels
from memoreez.errors import ProviderError, SettingsError
from memoreez.images import _weights as weights
from memoreez.images._painter import Painter

_ONE = Lock()  # a card draws one picture at a time


@dataclass(frozen=True)
class Engine:
    """A loaded model, ready to draw."""

    pipeline: Any
    torch: Any
    call: dict[str, Any]
    offload: str  # "cpu" where there is no card


class Diffusers(Painter):
    """Draws concepts with a FLUX model on this computer, and judges what comes."""

    title = "FLUX on this computer"
    licence = "Apache-2.0 (FLUX.2 klein 4B, FLUX.1 schnell)"
    territory = "worldwide"
    alone = True  # its weights are there once, and draw one picture after the other

    @dataclass(frozen=True)
    class Options:
        """`model`: a folder, or a hub's name. `device` "auto" takes a card where there is one.

        `offload` "auto" measures the card: 19 GB hold FLUX.2 klein whole, 11 GB one part of
        it at a time ("model"), less one layer at a time ("sequential").
        """

        model: str = "black-forest-labs/FLUX.2-klein-4B"
        download: bool = False
        device: str = "auto"
        offload: Literal["auto", "none", "model", "sequential"] = "auto"
        steps: int = 4
        size_px: int = 768

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Loads the weights, once for all providers with these options.

        Raises SettingsError for options that cannot be, ProviderError without the packages, the
        weights or the memory.
        """
        options = self.options
        if options.size_px % 16 or not 64 <= options.size_px <= 2048:
            raise SettingsError(
                f"Pictures by diffusers cannot be {options.size_px} px; set size_px to a multiple "
                "of 16 from 64 to 2048."
            )
        if not 1 <= options.steps <= 50:
            raise SettingsError("Pictures by diffusers take 1 to 50 steps; set steps to 4.")
        if options.offload not in ("auto", "none", "model", "sequential"):
            raise SettingsError(
                f"Pictures by diffusers have no offload {options.offload[:40]!r}; "
                "choose auto, none, model or sequential."
            )
        with _ONE:
            _engine(options)

    def check(self) -> str:
        """Whether packages and weights are there, without loading them. Raises ProviderError."""
        folder = weights.found(self.options.model, download=False)
        weights.packages()
        return f"is here: {weights.kind(folder)}, {weights.gigabytes(folder)[0]:.0f} GB"

    @property
    def _who(self) -> str:
        return f"The model {self.options.model[:120]}"

    def _ask(self, prompt: str, seed: int) -> bytes:
        options = self.options
        with _ONE:
            engine = _engine(options)
            generator = engine.torch.Generator("cpu").manual_seed(seed)  # the same on every card
            try:
                made = engine.pipeline(
                    prompt=prompt,
                    width=options.size_px,
                    height=options.size_px,
                    num_inference_steps=options.steps,
                    generator=generator,
                    **engine.call,
                )
            except engine.torch.OutOfMemoryError as error:
                raise ProviderError(
                    f"The card's memory is too small for {options.size_px} px with the offload "
                    f"{engine.offload!r}; set the option offload to sequential, or a smaller "
                    "size_px."
                ) from error
            except (RuntimeError, ValueError) as error:
                raise ProviderError(f"The model failed on this picture: {error!s:.200}") from error
        return pixels.write(np.asarray(made.images[0].convert("RGB"), np.uint8))


@lru_cache(maxsize=1)
def _engine(options: Diffusers.Options) -> Engine:
    """The model of these options: loading takes a minute, so the last one is kept."""
    folder = weights.found(options.model, download=options.download)
    kind = weights.kind(folder)
    whole, largest = weights.gigabytes(folder)
    torch, diffusers = weights.packages()
    device = _device(options, torch)
    number = torch.float32 if device == "cpu" else torch.bfloat16
    named = "torch_dtype" if diffusers.__version__.startswith("0.") else "dtype"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of that name, before it is gone
            pipeline = getattr(diffusers, kind).from_pretrained(
                str(folder), local_files_only=True, use_safetensors=True, **{named: number}
            )
    except AttributeError as error:
        raise ProviderError(
            f"This diffusers knows no {kind}; update it: {weights.INSTALL}."
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise ProviderError(
            f"The model in {folder} cannot be loaded ({type(error).__name__}); fetch it again."
        ) from error
    pipeline.set_progress_bar_config(disable=True)
    try:
        how = _placed(pipeline, options, torch, device, (whole, largest))
    except torch.OutOfMemoryError as error:
        raise ProviderError(
            f"The card's memory is too small for the model with the offload {options.offload!r}; "
            "set the option offload to sequential, or close what else uses the card."
        ) from error
    except ImportError as error:  # accelerate moves the weights about
        raise weights.uninstalled() from error
    except (RuntimeError, ValueError) as error:
        raise ProviderError(
            f"The model cannot be put on the device {device[:40]!r} ({error!s:.120}); set the "
            "option device to auto or cpu."
        ) from error
    return Engine(pipeline, torch, dict(weights.PIPELINES[kind]), how)


def _device(options: Diffusers.Options, torch: Any) -> str:
    """The name of the device. Raises ProviderError for one that is not there."""
    if options.device != "auto":
        if options.device.startswith("cuda") and not torch.cuda.is_available():
            raise ProviderError(
                "torch sees no CUDA card here; set the option device to auto or cpu."
            )
        return options.device
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _placed(
    pipeline: Any, options: Diffusers.Options, torch: Any, device: str, sizes: tuple[float, float]
) -> str:
    """Puts the model where it draws, and says how."""
    if not device.startswith("cuda"):
        pipeline.to(device)
        return device
    how = options.offload
    if how == "auto":
        how = weights.offload(torch.cuda.mem_get_info(device)[0] / 1e9, *sizes)
    if how == "none":
        pipeline.to(device)
    elif how == "model":
        pipeline.enable_model_cpu_offload(device=device)
    else:
        pipeline.enable_sequential_cpu_offload(device=device)
    if how != "none":
        pipeline.vae.enable_tiling()  # decoding a picture whole takes gigabytes
    return how
