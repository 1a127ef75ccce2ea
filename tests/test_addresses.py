"""Which addresses are called: none of them can be reached by a name that looks innocent."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from memoreez import addresses
from memoreez.addresses import Forbidden
from memoreez.remote import Patience, Remote
from memoreez.verdicts import RemoteError

PUBLIC = ["93.184.216.34", "2606:4700::1111", "1.1.1.1"]
INSIDE = ["127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.9", "100.64.0.2", "::1", "fd12::7"]
INSIDE += ["::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1"]
NEVER = ["169.254.169.254", "fe80::1%eth0", "0.0.0.0", "::", "224.0.0.1", "ff02::1"]
NEVER += ["fd00:ec2::254", "100.100.100.200", "::ffff:169.254.169.254", "240.0.0.1"]
NEVER += ["255.255.255.255", "64:ff9b::a9fe:a9fe"]


def answering(*found: str) -> Any:
    """A resolver that knows one answer."""
    return lambda *_, **__: [(0, 0, 0, "", (address, 0)) for address in found]


@pytest.mark.parametrize(
    ("address", "public", "private"),
    [(a, True, True) for a in PUBLIC]
    + [(a, False, True) for a in INSIDE]
    + [(a, False, False) for a in NEVER],
)
def test_addresses(address: str, public: bool, private: bool) -> None:
    """Public ones always, private ones where allowed, the rest never; wrapping hides nothing."""
    assert addresses.permitted(address, private=False) == public
    assert addresses.permitted(address, private=True) == private


def test_one_good_address_among_bad_ones() -> None:
    """Of several addresses only those that may be called are."""
    mixed = answering("10.0.0.1", "1.1.1.1", "169.254.169.254")
    assert addresses.reachable("x", 80, private=False, resolve=mixed) == ("1.1.1.1",)
    with pytest.raises(Forbidden, match="private network"):
        addresses.reachable("x", 80, private=False, resolve=answering("10.0.0.1"))
    with pytest.raises(Forbidden, match="never called"):
        addresses.reachable("x", 80, private=True, resolve=answering("169.254.169.254"))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost"])
def test_odd_spellings_of_this_computer(host: str) -> None:
    """However this computer is spelt, it is in a private network, and nothing is sent."""
    given = Remote("It", f"http://{host}:9/v1", patience=Patience(tries=1, connect_s=2))
    with pytest.raises(RemoteError) as refused:
        given.json("GET", "/x")
    assert (refused.value.fault, refused.value.sent) == ("address", "never")
    assert "set its option private" in str(refused.value)


def test_a_key_never_goes_unencrypted() -> None:
    """To a public address a key goes by https only; at home http will do."""
    far = Remote("It", "http://x.example/v1", key="abcdefgh", resolve=answering("1.1.1.1"))
    with pytest.raises(RemoteError, match="https://") as refused:
        far.json("GET", "/x")
    assert (refused.value.fault, refused.value.verdict) == ("address", "next")


def test_unknown_names() -> None:
    """A name that cannot be found may be found later: the network may be away."""

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure")

    waits: list[float] = []
    given = Remote("It", "https://x.example/v1", resolve=unknown, sleep=waits.append)
    with pytest.raises(RemoteError) as lost:
        given.json("GET", "/x")
    assert (lost.value.fault, lost.value.verdict, len(waits)) == ("dns", "retry", 2)
