"""What our tensors are called in the published files.

Published blocks have query, key and value in tensors of their own, whose rows, put one below the
other, are read head by head; ours have them so from the start.
"""

from __future__ import annotations

from memoreez.sculptures.hunyuan3d.keys import apart

PARTS = {  # of the model, a folder each: the networks whose weights it has
    "image_encoder_dinov2": ("dino",),
    "transformer": ("transformer",),
    "vae": ("autoencoder", "geometry"),
}
UNUSED = {  # what only training and encoding need
    "image_encoder_dinov2": ("embeddings.mask_token",),
    "transformer": (),
    "vae": ("encoder.", "quant."),
}
TURNED = "decoder.proj_out."  # its value is negative inside; ours is positive

_MLP = ((".mlp.c_fc.", ".ff.net.0.proj."), (".mlp.c_proj.", ".ff.net.2."))
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {  # replaced one after the other
    "dino": (),
    "transformer": (*_MLP, (".to_out.", ".to_out.0.")),
    "autoencoder": (
        *_MLP,
        ("post_kl.", "post_quant."),
        ("transformer.resblocks.", "decoder.blocks."),
        (".ln_1.", ".norm1."),
        (".ln_2.", ".norm3."),
        (".attn.c_qkv.", ".attn1.qkv."),
        (".attn.c_proj.", ".attn1.to_out.0."),
    ),
    "geometry": (
        *_MLP,
        ("query_proj.", "decoder.proj_query."),
        ("output_proj.", TURNED),
        ("ln_post.", "decoder.norm_out."),
        ("cross_attn_decoder.", "decoder.blocks.{last}."),
        (".ln_1.", ".norm2."),
        (".ln_2.", ".attn2.norm_cross."),
        (".ln_3.", ".norm3."),
        (".attn.c_q.", ".attn2.to_q."),
        (".attn.c_kv.", ".attn2.kv."),
        (".attn.c_proj.", ".attn2.to_out.0."),
    ),
}


def published(network: str, key: str, last: int = 0) -> tuple[str, ...]:
    """The names of the tensors that make up ours, put one below the other.

    `last` is the number of the autoencoder's block that is asked about points.
    """
    for ours, theirs in _NAMES[network]:
        key = key.replace(ours, theirs.format(last=last))
    return apart(key)
