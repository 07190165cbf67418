"""The nouns of signing in with another service."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcTerms:
    """What the two services have agreed on: who is who, and what is asked for.

    `callback` is this service's own address that people come back to.
    """

    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    groups_claim: str
    callback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where the other service takes what; `names_itself`: it says its issuer when people return."""

    authorization: str
    token: str
    keys: str
    names_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody's way through the other service, begun and not yet back.

    `browser` is what only the browser that began has; `till` the own page to lead to at the end.
    """

    state: str
    nonce: str
    verifier: str
    browser: str
    till: str
    begun: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What somebody comes back with, as it was sent; empty where it was not."""

    state: str
    code: str
    issuer: str
    error: str
    browser: str
