"""The decoder: keys, values against the formulas written twice, and its short way on a lattice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install torch")

from memoreez.sculptures.hunyuan3d.fields import Lattice, dense  # noqa: E402
from memoreez.sculptures.hunyuan3d.geometry import GeometryDecoder  # noqa: E402
from memoreez.sculptures.hunyuan3d.variants import GeometryConfig  # noqa: E402

pytestmark = pytest.mark.training
FULL = GeometryConfig(width=64, heads=4, context_width=64, mlp_width=256)
SMALL = replace(FULL, width=32, heads=2, mlp_width=32, qk_norm=False, ln_post=False)
BOTH = pytest.mark.parametrize("config", [FULL, SMALL], ids=["full", "small"])


def decoder(config, seed=0):
    """Weights of which none is one or zero, so that each has a say."""
    torch.manual_seed(seed)
    made = GeometryDecoder(config).eval()
    with torch.no_grad():
        for weight in made.parameters():
            weight.add_(torch.randn_like(weight) * 0.2)
    return made


def tokens(count=48):
    return torch.randn(count, 64, generator=torch.Generator().manual_seed(3))


def by_hand(config, weights, points, held):
    """The decoder once more in float64, from the facts' words and nothing else."""
    w = {name: value.double().numpy() for name, value in weights.items()}
    block = "cross_attn_decoder."

    def norm(x, name, eps=1e-6):
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + eps)
        return x * w[name + ".weight"] + w[name + ".bias"]

    def linear(x, name):
        return x @ w[name + ".weight"].T + w.get(name + ".bias", 0.0)

    features = [points]
    for wave in (np.sin, np.cos):
        for axis in range(3):
            features.append(wave(points[:, axis : axis + 1] * 2.0 ** np.arange(8)))
    x = linear(np.concatenate(features, 1), "query_proj")
    if "latents_proj.weight" in w:
        held = linear(held, "latents_proj")
    q = linear(norm(x, block + "ln_1"), block + "attn.c_q")
    kv = linear(norm(held, block + "ln_2"), block + "attn.c_kv")
    seen = np.zeros_like(x)
    size = config.width // config.heads
    for head in range(config.heads):
        mine = slice(head * size, (head + 1) * size)
        key = kv[:, 2 * head * size :][:, :size]
        value = kv[:, (2 * head + 1) * size :][:, :size]
        query = q[:, mine]
        if config.qk_norm:
            query = norm(query, block + "attn.attention.q_norm")
            key = norm(key, block + "attn.attention.k_norm")
        score = np.exp(query @ key.T / np.sqrt(size))
        seen[:, mine] = score / score.sum(1, keepdims=True) @ value
    x = x + linear(seen, block + "attn.c_proj")
    wide = torch.tensor(linear(norm(x, block + "ln_3"), block + "mlp.c_fc"))
    x = x + linear((wide * (1 + torch.erf(wide / 2**0.5)) / 2).numpy(), block + "mlp.c_proj")
    if config.ln_post:
        x = norm(x, "ln_post", 1e-5)
    return linear(x, "output_proj")[:, 0]


def test_keys_are_the_checkpoints():
    """Names and shapes of the published file, full and small."""
    block = "cross_attn_decoder."
    both = {
        "query_proj.weight": (64, 51), "query_proj.bias": (64,),
        "output_proj.weight": (1, 64), "output_proj.bias": (1,),
        block + "attn.c_q.weight": (64, 64), block + "attn.c_kv.weight": (128, 64),
        block + "attn.c_proj.weight": (64, 64), block + "attn.c_proj.bias": (64,),
        block + "mlp.c_fc.weight": (256, 64), block + "mlp.c_fc.bias": (256,),
        block + "mlp.c_proj.weight": (64, 256), block + "mlp.c_proj.bias": (64,),
    }  # fmt: skip
    ends = (".weight", ".bias")
    both |= {f"{block}ln_{n}{end}": (64,) for n in (1, 2, 3) for end in ends}
    norms = {f"{block}attn.attention.{n}_norm{end}": (16,) for n in "qk" for end in ends}
    post = {"ln_post" + end: (64,) for end in ends}
    found = {key: tuple(value.shape) for key, value in decoder(FULL).state_dict().items()}
    assert found == both | norms | post
    names = set(decoder(SMALL).state_dict())
    assert names == set(both) | {"latents_proj" + end for end in ends}


@BOTH
def test_values_are_the_formulas(config):
    """Points anywhere give what the facts' formulas give in float64, to 1e-5 of their range."""
    made, held = decoder(config), tokens()
    points = torch.rand(300, 3, generator=torch.Generator().manual_seed(1)) * 2.02 - 1.01
    expected = by_hand(config, made.state_dict(), points.double().numpy(), held.double().numpy())
    with torch.inference_mode():
        found = made(points, held)
    assert found.dtype == torch.float32
    assert np.abs(found.numpy() - expected).max() < 1e-5 * np.ptp(expected)


@BOTH
def test_the_short_way_is_the_same(config):
    """On a lattice, from tables: what the decoder says at the nodes' points, whatever the batch."""
    made, lattice = decoder(config), Lattice(12)
    with torch.inference_mode():
        plain = made(lattice.points(torch.arange(13**3)), tokens())
    for held in (tokens(), tokens()[None]):
        short = dense(lattice, made.field(held, lattice), device="cpu", chunk=500).values.view(-1)
        assert float((short - plain).abs().max()) < 2e-6 * float(plain.max() - plain.min())


@BOTH
def test_half_precision_keeps_points_apart(config):
    """Weights in bfloat16: within 2e-2 of their own float32, at 512 cells a side, with no steps.

    Coordinates rounded to bfloat16 would give whole runs of nodes one value: 28 % of a cell at 256.
    """
    rough = decoder(config).bfloat16()
    exact = decoder(config)
    exact.load_state_dict(rough.state_dict())
    lattice, held = Lattice(512), tokens().bfloat16()
    row = torch.arange(400, 464, dtype=torch.int32) + 300 * 513 + 200 * 513**2
    found = rough.field(held, lattice)(row)
    expected = exact.field(held.float(), lattice)(row)
    everywhere = exact.field(held.float(), Lattice(8))(torch.arange(729))
    spread = float(everywhere.max() - everywhere.min())
    assert float((found - expected).abs().max()) < 2e-2 * spread
    x, _ = rough.field(held, lattice).queries(row)
    assert int((x[1:] != x[:-1]).any(1).sum()) == len(row) - 1


def test_unlike_tokens_give_unlike_fields():
    """A field holds its own shape's keys and values: two shapes in turn do not mix."""
    made, lattice, nodes = decoder(FULL), Lattice(8), torch.arange(729, dtype=torch.int32)
    one, other = made.field(tokens(), lattice), made.field(-tokens(), lattice)
    first = one(nodes)
    assert float((other(nodes) - first).abs().max()) > 0.01
    assert torch.equal(one(nodes), first)
