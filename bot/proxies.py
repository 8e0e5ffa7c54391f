"""The proxy through which Telegram is reached, as the environment names it for all programs of a machine."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit


def proxy_for(url: str, environ: Mapping[str, str]) -> str | None:
    """Return the address of the proxy for a URL: `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, in capitals or not.

    None where none is set, for a host of `NO_PROXY`, and for an address of this machine. Raises ValueError for a proxy
    of another kind than http.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if is_loopback(host) or _is_exempt(host, _named("NO_PROXY", environ)):
        return None
    proxy = _named(f"{parts.scheme}_proxy".upper(), environ) or _named("ALL_PROXY", environ)
    if not proxy:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if urlsplit(proxy).scheme not in ("http", "https") or not urlsplit(proxy).hostname:
        raise ValueError("expected a proxy such as http://host:3128")
    return proxy


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _named(name: str, environ: Mapping[str, str]) -> str:
    return (environ.get(name) or environ.get(name.lower()) or "").strip()


def _is_exempt(host: str, exempt: str) -> bool:
    names = [name.strip().lower().lstrip("*").lstrip(".") for name in exempt.split(",") if name.strip()]
    return "*" in exempt.split(",") or any(host == name or host.endswith(f".{name}") for name in names if name)
