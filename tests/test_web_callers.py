"""Whose request it is: forwarded addresses count only when our own proxy wrote them."""

from __future__ import annotations

from typing import Any

import pytest

from memoreez.errors import SettingsError
from memoreez.web.callers import Caller, caller, networks

TRUSTED = networks("127.0.0.1, 10.0.0.0/8,::1")


def asked(peer: str | None, scheme: str = "http", **headers: str) -> dict[str, Any]:
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    client = (peer, 1) if peer is not None else None
    return {"type": "http", "scheme": scheme, "client": client, "headers": raw}


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),  # not our proxy
        ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the first is what the client wrote
        ("127.0.0.1", "1.2.3.4, 10.1.2.3", "1.2.3.4"),  # through two of ours
        ("127.0.0.1", "10.1.1.1, 10.1.2.3", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "unknown"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2::99", "2001:db8:1:2::/64"),
        ("::ffff:1.2.3.4", "", "1.2.3.4"),
        (None, "", "unknown"),
    ],
)
def test_the_address(peer: str, forwarded: str, address: str) -> None:
    """The last address that none of our proxies has; a household of IPv6 counts as one."""
    headers = {"x_forwarded_for": forwarded} if forwarded else {}
    assert caller(asked(peer, **headers), TRUSTED).address == address


def test_several_headers_are_one_list() -> None:
    """Proxies may add a header of their own rather than write into the one that is there."""
    scope = asked("127.0.0.1")
    scope["headers"] = [(b"x-forwarded-for", b"6.6.6.6"), (b"x-forwarded-for", b"1.2.3.4")]
    assert caller(scope, TRUSTED).address == "1.2.3.4"


@pytest.mark.parametrize(
    ("peer", "headers", "https"),
    [
        ("127.0.0.1", {"x_forwarded_proto": "https"}, True),
        ("127.0.0.1", {"x_forwarded_proto": "http"}, False),
        ("203.0.113.9", {"x_forwarded_proto": "https"}, False),
        ("127.0.0.1", {}, False),
    ],
)
def test_https_before_a_proxy(peer: str, headers: dict[str, str], https: bool) -> None:
    """Told by our proxy, never by a stranger."""
    assert caller(asked(peer, **headers), TRUSTED).https is https
    assert caller(asked(peer, scheme="https", **headers), TRUSTED).https


@pytest.mark.parametrize(
    ("peer", "trusted", "headers", "here"),
    [
        ("127.0.0.1", "", {}, True),
        ("::1", "", {}, True),
        ("192.168.1.5", "", {}, False),
        ("127.0.0.1", "", {"x_forwarded_for": "1.2.3.4"}, False),  # a proxy nobody told us of
        ("127.0.0.1", "", {"forwarded": "for=1.2.3.4"}, False),
        ("127.0.0.1", "", {"via": "1.1 caddy"}, False),
        ("127.0.0.1", "127.0.0.1", {"x_forwarded_for": "1.2.3.4"}, False),
        ("127.0.0.1", "127.0.0.1", {"x_forwarded_for": "127.0.0.1"}, False),
        ("127.0.0.1", "127.0.0.1", {"x_real_ip": "1.2.3.4"}, False),
        ("127.0.0.1", "127.0.0.1", {"forwarded": "for=1.2.3.4"}, False),
        ("127.0.0.1", "127.0.0.1", {}, True),
        (None, "", {}, False),
    ],
)
def test_on_this_computer(peer: str, trusted: str, headers: dict[str, str], here: bool) -> None:
    """A peer on loopback that forwards for others is not somebody sitting here."""
    assert caller(asked(peer, **headers), networks(trusted)).here is here


@pytest.mark.parametrize("listed", ["", " , "])
def test_by_default_no_proxy_is_trusted(listed: str) -> None:
    """Whatever the header says."""
    found = caller(asked("127.0.0.1", x_forwarded_for="1.2.3.4"), networks(listed))
    assert found == Caller("127.0.0.1", https=False, here=False)


def test_a_setting_that_is_no_address_is_refused() -> None:
    """With the setting's name and what to write."""
    with pytest.raises(SettingsError, match=r"MEMOREEZ_TRUSTED_PROXIES.*caddy.*10\.0\.0\.0/8"):
        networks("127.0.0.1, caddy")
