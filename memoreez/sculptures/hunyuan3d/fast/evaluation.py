"""One evaluation of the diffusion transformer, over buffers that stay where they are.

The rows of all sequences lie in one buffer: first all latents (with the picture, then without),
then all contexts. So each product of a layer is one product for both branches of guidance and for
all keepsakes of a batch.
"""

from __future__ import annotations

from torch import Tensor, nn

from memoreez.sculptures.hunyuan3d.fast import attention
from memoreez.sculptures.hunyuan3d.fast.attention import HEAD, Heads, Tiles
from memoreez.sculptures.hunyuan3d.fast.norms import Vectors, balance, settle
from memoreez.sculptures.hunyuan3d.fast.replay import added, bent, multiplied, product
from memoreez.sculptures.hunyuan3d.transformer import Transformer


class Evaluation:
    """`batch` keepsakes of n latents, each in every branch.

    A branch has `tokens` context rows a keepsake, each of which counts `repeats` times. `vectors`
    (parts, width) is what the layers shift, scale and gate by. It, `context` (all branches' rows,
    width) and the answer `velocity` (branches * batch * n, 64) stay where they are.
    """

    def __init__(
        self,
        net: Transformer,
        vectors: Tensor,
        batch: int,
        latents: int,
        branches: list[tuple[int, int]],
    ) -> None:
        self.net, self.vectors, self.each = net, vectors, batch * latents
        self.width, self.heads = net.config.width, net.config.heads
        self.split = len(branches) * self.each  # rows of latents; the contexts' follow
        rows = self.split + batch * sum(tokens for tokens, _ in branches)

        def buffer(height: int, width: int) -> Tensor:
            return vectors.new_zeros(height, width)

        self.x, self.normed, self.y, self.seen = (buffer(rows, self.width) for _ in range(4))
        self.qkv, self.inner = buffer(rows, 3 * self.width), buffer(rows, net.config.mlp_width)
        self.context = buffer(rows - self.split, self.width)
        self.velocity = buffer(self.split, net.config.latent_width)
        self.tiles, self.last_tiles = (
            Tiles.of(self._sequences(batch, branches, answers), self.heads, vectors.device)
            for answers in (True, False)
        )

    def _sequences(
        self, batch: int, branches: list[tuple[int, int]], answers: bool
    ) -> list[attention.Sequence]:
        found: list[attention.Sequence] = []
        latents, second = self.each // batch, self.split
        for tokens, repeats in branches:
            for _ in range(batch):
                place = (len(found) * latents, latents, second, tokens)
                found.append(attention.Sequence(*place, repeats, answers))
                second += tokens
        return found

    def run(self, latents: Tensor) -> None:
        """(batch * n, 64) -> `velocity`."""
        net, at = self.net, 0
        product(latents, net.latent_in, self.x[: self.each])
        self.x[self.each : self.split].unflatten(0, (-1, self.each)).copy_(self.x[: self.each])
        self.x[self.split :] = self.context
        self._settle(0, 6)
        for block in net.double_blocks:
            last = block is net.double_blocks[-1]
            self._double(block, at, at + 12 if last else at + 18)
            at += 12
        for block in net.single_blocks:
            last = block is net.single_blocks[-1]
            self._single(block, at, self.split if last else len(self.x))
            at += 3
        product(self.normed[: self.split], net.final_layer.linear, self.velocity)

    def _double(self, block: nn.Module, at: int, theirs_next: int) -> None:
        """Latents and contexts have their own weights."""
        mine, theirs = slice(0, self.split), slice(self.split, None)
        product(self.normed[theirs], block.txt_attn.qkv, self.qkv[theirs])
        product(self.normed[mine], block.img_attn.qkv, self.qkv[mine])
        self._attend(block.img_attn.norm, block.txt_attn.norm, self.tiles)
        product(self.seen[theirs], block.txt_attn.proj, self.y[theirs])
        product(self.seen[mine], block.img_attn.proj, self.y[mine])
        self._settle(at + 3, at + 9, gate=(at + 2, at + 8))
        for mlp, rows in ((block.txt_mlp, theirs), (block.img_mlp, mine)):
            bent(self.normed[rows], mlp[0].weight, mlp[0].bias, self.inner[rows])
            product(self.inner[rows], mlp[2], self.y[rows])
        self._settle(at + 12, theirs_next, gate=(at + 5, at + 11))

    def _single(self, block: nn.Module, at: int, rows: int) -> None:
        """Attention and MLP side by side; `rows` are those that are still needed afterwards."""
        weight, bias, narrow = block.linear1.weight, block.linear1.bias, 3 * self.width
        back, y = block.linear2.weight, self.y[:rows]
        bent(self.normed[:rows], weight[narrow:], bias[narrow:], self.inner[:rows])
        multiplied(self.normed, weight[:narrow], bias[:narrow], self.qkv)
        tiles = self.tiles if rows == len(self.x) else self.last_tiles
        self._attend(block.norm, block.norm, tiles)
        multiplied(self.seen[:rows], back[:, : self.width], block.linear2.bias, y)
        added(self.inner[:rows], back[:, self.width :], y)
        self._settle(at + 3, at + 3, gate=(at + 2, at + 2), rows=rows)

    def _attend(self, mine: nn.Module, theirs: nn.Module, tiles: Tiles) -> None:
        width = self.width
        queries = (mine.query_norm.scale, theirs.query_norm.scale)
        keys = (mine.key_norm.scale, theirs.key_norm.scale)
        balance(self.qkv, (0, width), HEAD, self.heads, (queries, keys), split=self.split)
        q, k, v = (Heads(self.qkv, part * width, HEAD) for part in range(3))
        attention.attend(q, k, v, self.seen, tiles)

    def _settle(
        self, mine: int, theirs: int, gate: tuple[int, int] | None = None, rows: int | None = None
    ) -> None:
        """x += gate * y, then the norm that shift (`mine`, `theirs`) and scale (the next) make."""
        vectors, rows = self.vectors, rows or len(self.x)

        def two(a: int, b: int) -> Vectors:
            return vectors[a], vectors[b]

        settle(
            self.x[:rows],
            self.normed[:rows],
            two(mine + 1, theirs + 1),
            two(mine, theirs),
            y=self.y[:rows] if gate else None,
            gate=two(*gate) if gate else None,
            split=self.split,
            plus_one=True,
        )
