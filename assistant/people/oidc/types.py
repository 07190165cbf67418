"""The nouns of signing in with another service."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcTerms:
    """What the two services have agreed on: who is who, and what is asked for.

    `callback` is this service's own address that people come back to when they have signed in,
    `signed_out` the one when they have signed out. `userinfo`: groups that the ID token does not
    tell are asked for at the userinfo endpoint.
    """

    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    groups_claim: str
    userinfo: bool
    callback: str
    signed_out: str

    def person(self, subject: str) -> str:
        """The id of the person that the other service calls that."""
        return f"{self.issuer}#{subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where the other service takes what; `names_itself`: it says its issuer when people return.

    `end_session` is empty where nobody can be sent to sign out, `userinfo` where it tells of
    nobody.
    """

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    names_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What the other service gives for a code: its signed word, and what opens more of it."""

    id_token: str
    access_token: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Where to send somebody to sign out, and the word that they come back with from there."""

    address: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut:
    """The other service's word that somebody has signed out there, or that a session has ended.

    One of `subject` and `sid` may be empty. `ends` is when the word holds no more, in seconds of
    the epoch.
    """

    subject: str
    sid: str
    token_id: str
    ends: float
