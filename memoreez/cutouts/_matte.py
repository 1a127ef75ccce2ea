"""The soft edge: how much of each pixel on the outline is object, and which colour it has."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BAND = 0.006  # of the longer side: as far to either side of the outline it is looked at closely


def matte(bgr: npt.NDArray[np.uint8], mask: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Coverage (h, w) 0 to 1, and the object's own colours (h, w, 3), for a hard mask.

    In a band about the outline a pixel is a mixture of the nearest sure object colour and the
    nearest sure backdrop colour; the colours go on beyond the outline, so that no rim of the
    backdrop remains.
    """
    picture = bgr.astype(np.float32)
    reach = max(2, round(BAND * max(mask.shape)))
    side = 2 * reach + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)).astype(np.uint8)
    inner = cv2.erode(mask.astype(np.uint8), kernel, borderValue=1) > 0
    outer = cv2.dilate(mask.astype(np.uint8), kernel) > 0
    inner |= _thin(mask, kernel)
    own, back = nearest(picture, inner), nearest(picture, ~outer)
    apart = own - back
    share = ((picture - back) * apart).sum(-1) / np.maximum((apart * apart).sum(-1), 1e-3)
    hard = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7)
    told = np.clip(((apart * apart).sum(-1) - 200) / 600, 0, 1)  # like colours say nothing
    alpha = np.where(inner, 1, np.where(outer, told * np.clip(share, 0, 1) + (1 - told) * hard, 0))
    alpha = _calm(alpha.astype(np.float32), mask)
    return alpha, np.where((alpha > 0.98)[..., None], picture, own)


def _thin(mask: npt.NDArray[np.bool_], kernel: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """The middle of parts that are thinner than the band, which erosion would lose."""
    opened = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0
    lost = (mask & ~opened).astype(np.uint8)
    return np.asarray(cv2.erode(lost, np.ones((3, 3), np.uint8)) > 0)


def _calm(alpha: Floats, mask: npt.NDArray[np.bool_]) -> Floats:
    """Without crumbs: what is half there must hang together with what is there."""
    _, labels = cv2.connectedComponents((alpha > 0.3).astype(np.uint8))
    core = np.unique(labels[mask & (alpha > 0.9)])
    kept = np.isin(labels, core[core > 0])
    near = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(near, alpha, 0).astype(np.float32)


def nearest(picture: Floats, sure: npt.NDArray[np.bool_]) -> Floats:
    """The colour (h, w, 3) of the nearest sure pixel, a little smoothed beyond them."""
    if not sure.any():
        return picture
    _, labels = cv2.distanceTransformWithLabels(
        (~sure).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((int(labels.max()) + 1, 3), np.float32)
    colours[labels[sure]] = picture[sure]
    spread = cv2.GaussianBlur(colours[labels], (0, 0), 1.5)
    return np.where(sure[..., None], picture, spread).astype(np.float32)
