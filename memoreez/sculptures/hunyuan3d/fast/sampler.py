"""From noise to latents: every step of the diffusion transformer is one replay of one graph.

Both branches of guidance are one evaluation. The branch without a picture has one context row a
keepsake, which stands for all of its equal ones. The numbers are those of `sampler.Sampler`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d.fast.evaluation import Evaluation
from memoreez.sculptures.hunyuan3d.fast.narrow import NarrowEvaluation, narrowed
from memoreez.sculptures.hunyuan3d.fast.replay import Replay
from memoreez.sculptures.hunyuan3d.transformer import Transformer

AHEAD = 2  # steps that the CPU may be ahead of the card, so that progress is true
KEPT = 2  # graphs that are kept, each with its buffers


class Sampler:
    """Runs a Transformer from noise to latents; its weights are shared, not copied.

    `narrow`: its large products are in float8, of weights that are kept besides.
    """

    def __init__(self, transformer: Transformer, *, narrow: bool = False) -> None:
        self.transformer = transformer
        self.evaluation = partial(NarrowEvaluation, narrowed(transformer)) if narrow else Evaluation
        self.loops: dict[tuple[int, int, int], Loop] = {}

    @torch.inference_mode()
    def __call__(
        self,
        noise: Tensor,
        context: Tensor,
        times: Sequence[float],
        guidance: float,
        progress: Callable[[float], None] | None = None,
    ) -> Tensor:
        """(B, n, 64) fp32, (B, tokens, 1536) -> latents (B, n, 64) fp32; `progress` gets 0 to 1."""
        batch, latents, _ = noise.shape
        loop = self._loop((batch, latents, context.shape[1]))
        loop.begin(noise, context, guidance)
        table = self._table(times[:-1], guidance)
        gaps = torch.tensor(times, device=noise.device).diff()
        done = []
        for step in range(len(gaps)):
            loop.step(table[step], gaps[step])
            if progress and noise.is_cuda:
                done.append(torch.cuda.Event())
                done[-1].record()
                if step >= AHEAD:
                    done[step - AHEAD].synchronize()
            if progress:
                progress((step + 1) / len(gaps))
        return loop.state.view_as(noise).clone()

    def _loop(self, shape: tuple[int, int, int]) -> Loop:
        loop = self.loops.pop(shape, None)
        while len(self.loops) >= KEPT:  # before there is another: the card may have room for KEPT
            del self.loops[next(iter(self.loops))]
        self.loops[shape] = loop or Loop(self.transformer, self.evaluation, *shape)
        return self.loops[shape]  # the last used is the last

    def _table(self, times: Sequence[float], guidance: float) -> Tensor:
        """What each layer shifts, scales and gates by at each time: (steps, parts, 1024)."""
        now = torch.tensor(times, device=self.transformer.latent_in.weight.device)
        mood = torch.full_like(now, guidance) if self.transformer.config.guided else None
        return torch.cat(self.transformer.modulations(now, mood), dim=1)


class Loop:
    """The buffers and the graph of one step, for one size of batch."""

    def __init__(
        self,
        net: Transformer,
        evaluation: Callable[..., Evaluation],
        batch: int,
        latents: int,
        tokens: int,
    ) -> None:
        self.net, config, weight = net, net.config, net.latent_in.weight
        device = weight.device
        parts = 12 * config.double_blocks + 3 * config.single_blocks + 2
        self.vectors = weight.new_zeros(parts, config.width)
        self.state = torch.zeros(batch * latents, config.latent_width, device=device)
        self.gap, self.guidance = (torch.zeros((), device=device) for _ in range(2))
        branches = [(tokens, 1)] if config.guided else [(tokens, 1), (1, tokens)]
        self.evaluation = evaluation(net, self.vectors, batch, latents, branches)
        self.replay = Replay(self._step, device)

    def begin(self, noise: Tensor, context: Tensor, guidance: float) -> None:
        """Puts in what a run begins with."""
        self.state.copy_(noise.reshape(self.state.shape))
        self.guidance.fill_(guidance)
        entered = self.net.enter(context.to(self.net.dtype)).flatten(0, 1)
        context = self.evaluation.context
        context[: len(entered)] = entered
        context[len(entered) :] = self.net.cond_in.bias  # what a picture of zeros becomes

    def step(self, vectors: Tensor, gap: Tensor) -> None:
        """One evaluation, and the step that it leads to."""
        self.vectors.copy_(vectors)
        self.gap.copy_(gap)
        self.replay.run()

    def _step(self) -> None:
        self.evaluation.run(self.state.to(self.vectors.dtype))
        velocity, *without = self.evaluation.velocity.float().split(len(self.state))
        for empty in without:
            velocity = empty + self.guidance * (velocity - empty)
        self.state += self.gap * velocity
