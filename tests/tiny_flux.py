"""A FLUX.2 klein with random weights, a megabyte of them, saved as diffusers saves it.

Its tokenizer knows single bytes only. Needs torch, diffusers and transformers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
)
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

LAYERS = 28  # of the text encoder: the pipeline reads its 9th, 18th and 27th
WIDTH = 16
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def save(folder: Path) -> None:
    """Writes the model; the same weights each time."""
    tokenizer = _tokenizer()
    torch.manual_seed(0)
    transformer = Flux2Transformer2DModel(
        patch_size=1, in_channels=4, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=3 * WIDTH, timestep_guidance_channels=256,
        axes_dims_rope=[4, 4, 4, 4], guidance_embeds=False,
    )  # fmt: skip
    encoder = Qwen3ForCausalLM(
        Qwen3Config(
            intermediate_size=WIDTH, hidden_size=WIDTH, num_hidden_layers=LAYERS, head_dim=8,
            num_attention_heads=2, num_key_value_heads=2, vocab_size=len(tokenizer),
            max_position_embeddings=512,
        )
    )  # fmt: skip
    painter = AutoencoderKLFlux2(
        sample_size=32, in_channels=3, out_channels=3, down_block_types=("DownEncoderBlock2D",),
        up_block_types=("UpDecoderBlock2D",), block_out_channels=(4,), layers_per_block=1,
        latent_channels=1, norm_num_groups=1, use_quant_conv=False, use_post_quant_conv=False,
    )  # fmt: skip
    scheduler = FlowMatchEulerDiscreteScheduler()
    made = Flux2KleinPipeline(scheduler, painter, encoder, tokenizer, transformer)
    made.save_pretrained(folder, safe_serialization=True)


def _tokenizer() -> Any:
    letters = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *SPECIAL]
    bytewise = Tokenizer(models.BPE({letter: n for n, letter in enumerate(letters)}, []))
    bytewise.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bytewise.decoder = decoders.ByteLevel()
    made = Qwen2TokenizerFast(
        tokenizer_object=bytewise, unk_token=SPECIAL[0], pad_token=SPECIAL[0], eos_token=SPECIAL[2]
    )
    made.chat_template = TEMPLATE
    return made
