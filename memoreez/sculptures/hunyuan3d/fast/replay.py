"""What the fast networks share: work that is recorded once and replayed, and products in place.

A layer is some twenty small launches, which take the CPU longer to ask for than the card to do.
A CUDA graph asks once. All buffers are therefore made beforehand and stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Replay:
    """`work`, a function of fixed buffers, as one CUDA graph (on a CPU: as it is)."""

    def __init__(self, work: Callable[[], None], device: torch.device) -> None:
        self.run: Callable[[], Any] = work
        if device.type != "cuda":
            return
        side = torch.cuda.Stream(device)
        side.wait_stream(torch.cuda.current_stream(device))
        with torch.cuda.stream(side):
            work()  # compiles the kernels, lets cuBLAS choose
        torch.cuda.current_stream(device).wait_stream(side)
        self.graph = torch.cuda.CUDAGraph()
        own = torch.cuda.Stream(device)  # torch's own is of the card that recorded first
        with torch.cuda.graph(self.graph, stream=own, capture_error_mode="thread_local"):
            work()
        self.run = self.graph.replay


def product(a: Tensor, layer: nn.Linear, out: Tensor) -> None:
    """out [n, w] = layer(a [n, v])."""
    if layer.bias is None:
        torch.mm(a, layer.weight.t(), out=out)
    else:
        multiplied(a, layer.weight, layer.bias, out)


def multiplied(a: Tensor, weight: Tensor, bias: Tensor, out: Tensor) -> None:
    """out = a weightᵀ + bias."""
    torch.addmm(bias, a, weight.t(), out=out)


def added(a: Tensor, weight: Tensor, out: Tensor) -> None:
    """out += a weightᵀ."""
    out.addmm_(a, weight.t())


def bent(a: Tensor, weight: Tensor, bias: Tensor, out: Tensor) -> None:
    """out = gelu(a weightᵀ + bias) in tanh's form, which cuBLAS does as it writes the product."""
    if a.is_cuda:
        torch._addmm_activation(bias, a, weight.t(), use_gelu=True, out=out)
    else:
        out.copy_(F.gelu(torch.addmm(bias, a, weight.t()), approximate="tanh"))
