"""Where the published weights may be used: the operator says once which country that is.

The terms of the weights, not of our code, exclude three places, what is made there included.
"""

from __future__ import annotations

from memoreez.errors import SettingsError

LICENCE = "Tencent Hunyuan 3D 2.0 Community License"  # of 2.0, mini and mv
LICENCE_V21 = "Tencent Hunyuan 3D 2.1 Community License"  # of 2.1; the same places are excluded
TERRITORY = "not the EU, UK or South Korea, outputs included"
SETTING = "MEMOREEZ_HUNYUAN3D_TERRITORY"

# Two letters as in ISO 3166-1, and those that the EU itself uses. Its outermost regions and Åland
# have letters of their own and belong to it all the same (article 355 of its treaty).
EUROPEAN_UNION = (
    "AT BE BG HR CY CZ DK EE FI FR DE GR EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE EU "
    "AX GF GP MF MQ RE YT"
)
EXCLUDED = {
    "the European Union": frozenset(EUROPEAN_UNION.split()),
    "the United Kingdom": frozenset({"GB", "UK"}),
    "South Korea": frozenset({"KR"}),
}
_REST = """
AD AE AF AG AI AL AM AO AQ AR AS AU AW AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO
GA GD GE GG GH GI GL GM GN GQ GS GT GU GW GY HK HM HN HT ID IL IM IN IO IQ IR IS JE JM JO JP KE
KG KH KI KM KN KP KW KY KZ LA LB LC LI LK LR LS LY MA MC MD ME MG MH MK ML MM MN MO MP MR MS MU
MV MW MX MY MZ NA NC NE NF NG NI NO NP NR NU NZ OM PA PE PF PG PH PK PM PN PR PS PW PY QA RS RU
RW SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT
TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE ZA ZM ZW
"""
ELSEWHERE = frozenset(_REST.split())

_EITHER = "Tencent Hunyuan 3D Community License"
_TERMS = (
    f"The weights' licence ({_EITHER}) does not hold in the European Union, the United Kingdom or "
    "South Korea, and what is made with them may not be used there either"
)


def confirmed(told: str, what: str = "Nothing can") -> str:
    """The country of the operator as two letters, where the licence holds.

    `what` begins the sentence: "'A cat' cannot". Raises SettingsError for a country that is
    excluded, for none, and for what is no country.
    """
    code = told.strip().upper()
    if code in ELSEWHERE:
        return code
    for place, codes in EXCLUDED.items():
        if code in codes:
            raise SettingsError(
                f"{what} be sculpted by hunyuan3d in {place} ({SETTING}={code}): the weights' "
                f"licence ({_EITHER}) does not hold there, for what is made with them neither; "
                "choose another sculptor, such as claynet, or triposg with weights that are free."
            )
    if code:
        raise SettingsError(
            f"{SETTING} is {told.strip()[:40]!r}, which is no country; write its two letters as in "
            "ISO 3166, such as US, CA or JP."
        )
    raise SettingsError(
        f"{what} be sculpted by hunyuan3d yet. {_TERMS}. If you work elsewhere and agree to "
        f"it, set {SETTING} to the two letters of your country, such as US."
    )
