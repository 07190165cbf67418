"""Addresses that are set or told: which are safe to send people and secrets to."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from assistant.errors import AssistantError


def is_safe(address: str, *, local: bool) -> bool:
    """Whether that is an https address; http too on this machine, where `local` allows it."""
    try:
        split = urlsplit(address)
        is_plain = bool(split.hostname) and not split.username and split.port != 0
    except ValueError:
        return False
    return is_plain and (split.scheme == "https" or (local and _is_local_http(split)))


def read_public_address(written: str, setting: str) -> str:
    """An https address of a service, or of http on this machine, without a slash at the end.

    Raises:
        AssistantError: naming the setting, where it is something else.
    """
    address = written.rstrip("/")
    if is_safe(address, local=True) and not urlsplit(address).query and "#" not in address:
        return address
    raise AssistantError(
        f"{setting}=”{written}” är ingen adress på rätt form.",
        "Skriv https:// och namnet, till exempel https://lardom.exempel.se. http:// går bara på "
        "den egna datorn.",
    )


def host_of(address: str) -> str:
    """The host of an address, without its port, as a Host header writes it."""
    name = urlsplit(address).hostname or ""
    return f"[{name}]" if ":" in name else name


def _is_local_http(split: SplitResult) -> bool:
    try:
        local = split.hostname == "localhost" or ipaddress.ip_address(str(split.hostname))
    except ValueError:
        return False
    return split.scheme == "http" and (local is True or getattr(local, "is_loopback", False))
