"""Four small scenes for all who look at pictures or learn from them."""

import pytest
from small import SMALL


@pytest.fixture(scope="module")
def batch():
    import torch  # here, for these files are collected where PyTorch is not installed

    from training.batches import TRAINED, Studio

    return Studio(cuda=False, side=SMALL, tight=1.0).batch(torch.arange(4), TRAINED)
