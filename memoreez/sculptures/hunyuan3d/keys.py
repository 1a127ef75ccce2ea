"""What the tensors of our U-ViT are called in the published files of Hunyuan3D-2.1.

Those have query, key and value in tensors of their own, whose rows, put one below the other, are
read head by head, as if they had been trained together; ours have them so from the start.
"""

from __future__ import annotations

JOINED = {"attn1.qkv": ("to_q", "to_k", "to_v"), "attn2.kv": ("to_k", "to_v")}

_NAMES = (  # replaced one after the other
    ("time_proj.linear_1.", "t_embedder.mlp.0."),
    ("time_proj.linear_2.", "t_embedder.mlp.2."),
    ("proj_in.", "x_embedder."),
    ("norm_out.", "final_layer.norm_final."),
    ("proj_out.", "final_layer.linear."),
    (".norm_q.", ".q_norm."),
    (".norm_k.", ".k_norm."),
    (".to_out.", ".out_proj."),
    (".mlp.c_fc.", ".mlp.fc1."),
    (".mlp.c_proj.", ".mlp.fc2."),
    (".moe.shared.", ".moe.shared_experts."),
    (".c_fc.", ".net.0.proj."),
    (".c_proj.", ".net.2."),
)


def alone(key: str) -> tuple[str, ...]:
    """Ours is called as theirs: so it is in the family of 2.0."""
    return (key,)


def published(key: str) -> tuple[str, ...]:
    """The names of the tensors that make up ours, put one below the other."""
    for ours, theirs in _NAMES:
        key = key.replace(ours, theirs)
    return apart(key)


def apart(key: str) -> tuple[str, ...]:
    """The tensors that make up one of `JOINED`; any other is one by itself."""
    for ours, parts in JOINED.items():
        if f".{ours}." in key:
            attention = ours.split(".")[0]
            return tuple(key.replace(ours, f"{attention}.{part}") for part in parts)
    return (key,)
