"""Who is calling: the address behind proxies that are ours, and whether the way is https.

A forwarded address is believed only when the peer itself is one of `trusted_proxies`; anybody
else may write what they like into those headers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from memoreez.errors import SettingsError

Network = IPv4Network | IPv6Network
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
_HOUSEHOLD = 64  # bits of an IPv6 address that one household or server shares


@dataclass(frozen=True)
class Caller:
    """One client as far as limits are concerned."""

    address: str  # an IPv4 address, an IPv6 /64, or "unknown"
    https: bool
    here: bool  # on this very computer, with no proxy between


def networks(listed: str) -> tuple[Network, ...]:
    """The addresses and networks of the setting `trusted_proxies`. Raises SettingsError."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    try:
        return tuple(ip_network(name, strict=False) for name in names)
    except ValueError as error:
        raise SettingsError(
            f"The setting MEMOREEZ_TRUSTED_PROXIES is {listed!r}, which does not work: {error}. "
            "List addresses such as 127.0.0.1 or networks such as 10.0.0.0/8, with commas."
        ) from None


def caller(scope: Scope, trusted: Sequence[Network]) -> Caller:
    """Who sent this request."""
    headers = Headers(scope=scope)
    peer = (scope.get("client") or ("", 0))[0]
    secure = scope.get("scheme") == "https"
    here = _loopback(peer) and not any(name in headers for name in _FORWARDED)
    if not _within(peer, trusted):
        return Caller(_household(peer), secure, here)
    hops = [hop.strip() for value in headers.getlist("x-forwarded-for") for hop in value.split(",")]
    foreign = (hop for hop in reversed(hops) if hop and not _within(hop, trusted))
    address = next(foreign, peer)
    proto = headers.get("x-forwarded-proto", "").split(",")[-1].strip().lower()
    return Caller(_household(address), secure or proto == "https", here)


def _within(address: str, trusted: Sequence[Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _household(address: str) -> str:
    """The address by which limits count: nobody gets more by changing the end of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, _HOUSEHOLD), strict=False))
