"""A photo that we drew."""

from __future__ import annotations

from base64 import b85decode

import cv2
import numpy as np

# red and blue side by side, 64 by 48, as HEIC that says: turn me clockwise
HEIC = b85decode(
    r"0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0005VZDn*}000000000XXk=`10000000000aA{+70000000000000"
    r"0000000G-"
    r"+&aV*mgE07O6l0ssL300001>;M4(00000002P%0ssI200J!l0RR9100000Bme*aIB98aW&i*H00062000$fZf0cy"
    r"000000RRAKc4ILB0000LX>Mj^0ssI300IC2MR;ju000004sdC7Z2$lO00031009SSaB^?}008D`aAR)(004Gqc4I"
    r">U18@KU0FVFx0000U@BsY%`1k+-4+CHT0RR|40Sp2E{{wIU00RJ!0009300RIXx&lC90096hLID8-"
    r"Z~y=U0FVFx0{{R603M(qfd!W8<fgf}2xu@M00096AOHXZ03l)k0RRR>0l{;?i2wiq6Ju{|a&BX6cmM$a4FCp!000"
    r"0KX>)L8000000000$0000$0000eV{Bn?0000$000010000m000010000000002|NsB+000020000GaA|mH000000"
    r"|*ER00009X>xCL0{{R38EJ5BVE_OC000000RRC8fdT^sgoXeB02*m>Wo7^X0000001jhhb7KGk009620001OZDe6"
    r"|0000zC;_in=Je{n|K)4H{-"
    r"gYd$^ZXf|4O}A?lBYoo&{Q3|8w+x72T8$ZW+TTRNCAn>rK^qG|x4qG&4t^L;wH)21R&jW&i+9O#mtY000O80Ra*K"
    r"0{{R30RRR70000000"
)


def pear(alpha: bool) -> bytes:
    """A shaded pear, its backdrop transparent; or busy, and its light and dark exchanged.

    Before a busy backdrop Claynet finds what is lit as things are, and only that.
    """
    rows, columns = np.mgrid[:240, :200]
    low = ((rows - 150) / 70) ** 2 + ((columns - 100) / 62) ** 2 < 1
    high = ((rows - 75) / 50) ** 2 + ((columns - 100) / 38) ** 2 < 1
    inside = low | high
    shade = (120 + 90 * np.sin(columns / 60) * np.cos(rows / 90)).astype(np.uint8)
    if alpha:
        rgba = np.dstack([shade, shade, shade, np.where(inside, 255, 0).astype(np.uint8)])
        return cv2.imencode(".png", rgba)[1].tobytes()
    busy = np.random.default_rng(1).integers(0, 255, (240, 200, 3), dtype=np.uint8)
    busy[inside] = 255 - shade[inside][:, None]
    return cv2.imencode(".jpg", busy)[1].tobytes()
