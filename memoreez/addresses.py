"""Which network addresses memoreez may call: public ones; private ones only where allowed.

Names are looked up once, and the connection goes to the very address that was checked, so a name
that changes its mind in between gains nothing. Addresses that only describe the machine itself to
itself (link-local, where clouds keep their secrets; multicast; none at all) are never called.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import httpx

from memoreez.errors import SettingsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[..., list[Any]]  # as socket.getaddrinfo

_SHARED = ipaddress.ip_network(
    "100.64.0.0/10"
)  # RFC 6598: carriers, and networks such as Tailscale
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_CLOUD = frozenset(  # Amazon's, Alibaba's and Azure's, where a machine asks for its secrets
    map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200", "168.63.129.16"))
)


class Forbidden(Exception):
    """An address that may not be called; the text says why, as the end of a sentence."""


def checked(url: str) -> httpx.URL:
    """A URL from the settings, ready to be called. Raises SettingsError."""
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL:
        raise SettingsError(f"The url {url[:80]!r} cannot be read; write https://…") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise SettingsError(f"The url {url[:80]!r} does not begin with https:// and a host.")
    if parsed.userinfo or parsed.query or parsed.fragment:
        raise SettingsError(
            f"The url of {parsed.host[:80]} has a password, a query or a fragment in it; "
            "write only scheme, host and path, and put a key into the option key."
        )
    return parsed


def reachable(
    host: str, port: int, *, private: bool, resolve: Resolve = socket.getaddrinfo
) -> tuple[str, ...]:
    """The addresses of `host` that may be called, in the resolver's order.

    Raises Forbidden when there is none, and socket.gaierror when the name is unknown.
    """
    found = resolve(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = tuple(a for a in addresses if permitted(a, private=private))
    if not allowed:
        raise Forbidden(_reason(addresses, private))
    return allowed


def permitted(address: str, *, private: bool) -> bool:
    """Whether this IP address may be called."""
    ip = _plain(ipaddress.ip_address(address.partition("%")[0]))
    if ip in _CLOUD or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    if public(address):
        return True
    inside = ip.is_private or ip.is_loopback or (ip.version == 4 and ip in _SHARED)
    return private and inside and not (ip.is_reserved and not ip.is_loopback)


def public(address: str) -> bool:
    """Whether this IP address can be reached from anywhere on the internet."""
    ip = _plain(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast


def _plain(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address wraps, so that wrapping hides nothing."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or ip
    return ip


def _reason(addresses: tuple[str, ...], private: bool) -> str:
    shown = ", ".join(addresses[:3]) or "no address"
    if private or not any(permitted(a, private=True) for a in addresses):
        return f"has an address that is never called ({shown}); correct its url"
    return f"is in a private network ({shown}), which is not allowed; set its option private"
