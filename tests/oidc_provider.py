"""A sign-in service on loopback: OpenID Connect's code flow with PKCE, over real HTTP.

Whoever comes is signed in at once. What it says can be twisted, to see that it is not believed.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

CLIENT = "lardom"
SECRET = "hos inloggningstjänsten"  # noqa: S105  (of a service that is only here)
SUBJECT = "exempel-1"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
Claims = dict[str, Any]


@dataclass(kw_only=True)
class OidcProvider:
    """What the service says; `twist` makes a token of the claims where it is set."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "a"}))
    more: Claims = field(default_factory=dict)
    without: tuple[str, ...] = ()
    twist: Callable[["OidcProvider", Claims], str] | None = None
    described: Claims = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    access: str = ""
    userinfo: Claims = field(default_factory=lambda: {"sub": SUBJECT})
    userinfo_status: int = 200
    left: list[dict[str, str]] = field(default_factory=list)

    def forget(self) -> None:
        """Say what is so again."""
        self.more, self.without, self.twist, self.described = {}, (), None, {}
        self.userinfo, self.userinfo_status = {"sub": SUBJECT}, 200

    def signed(self, claims: Claims, header: Claims | None = None) -> str:
        said = {"alg": "RS256", "kid": self.key.kid, **(header or {})}
        return jwt.encode(said, claims, self.key, algorithms=["RS256"])

    def description(self) -> Claims:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/begin",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }
        return {**said, **self.described}

    def logout_token(
        self, more: Claims | None = None, without: tuple[str, ...] = (), **header: Any
    ) -> str:
        """Its word that the subject has signed out there, as told otherwise."""
        now = int(time.time())
        said: Claims = {
            **{"iss": self.issuer, "aud": CLIENT, "sub": SUBJECT, "jti": secrets.token_hex(8)},
            **{"iat": now, "exp": now + 120, "events": {LOGOUT: {}}},
        }
        told = {name: one for name, one in {**said, **(more or {})}.items() if name not in without}
        return self.signed(told, {"typ": "logout+jwt", **header})

    def end(self, wanted: dict[str, str]) -> str | None:
        """Where to send back whoever signs out; None where what they show is not its own word."""
        self.left.append(wanted)
        try:
            jwt.decode(wanted.get("id_token_hint", ""), self.key, algorithms=["RS256"])
        except (JoseError, ValueError):
            return None
        return f"{wanted['post_logout_redirect_uri']}?{urlencode({'state': wanted['state']})}"

    def claims(self, nonce: str) -> Claims:
        now = int(time.time())
        said: Claims = {
            **{"iss": self.issuer, "aud": CLIENT, "sub": SUBJECT, "nonce": nonce},
            **{"iat": now, "exp": now + 300, "name": "Redaktör A", "groups": ["redaktion"]},
        }
        return {
            name: value for name, value in {**said, **self.more}.items() if name not in self.without
        }

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """What is given for a code, once; None where it is not to be had."""
        begun = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        )
        fits = (
            begun is not None
            and begun["code_challenge"] == challenge.rstrip(b"=").decode()
            and begun["code_challenge_method"] == "S256"
            and begun["redirect_uri"] == form.get("redirect_uri")
            and authorization.startswith("Basic ")
        )
        if begun is None or not fits:
            return None
        claims = self.claims(begun["nonce"])
        told = self.twist(self, claims) if self.twist else self.signed(claims)
        self.access = secrets.token_urlsafe(16)
        return {"access_token": self.access, "token_type": "Bearer", "id_token": told}

    def told_of(self, authorization: str) -> tuple[Claims | list[str], int]:
        """What is said of whoever the access token is of, and the status it is said with."""
        if authorization != f"Bearer {self.access}":
            return {"error": "invalid_token"}, 401
        return self.userinfo, self.userinfo_status


@contextmanager
def oidc_provider() -> Iterator[OidcProvider]:
    """A running service; tell it what to say by setting its fields."""
    provider = OidcProvider()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.issuer = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def _handler(provider: OidcProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            provider.asked.append(split.path)
            if split.path == "/begin":
                self._send_back(_only(parse_qs(split.query)))
            elif split.path == "/userinfo":
                self._tell(*provider.told_of(self.headers.get("Authorization", "")))
            elif split.path == "/end":
                self._lead(provider.end(_only(parse_qs(split.query))))
            elif split.path == "/keys":
                self._tell({"keys": [provider.key.as_dict(private=False)]})
            else:
                self._tell(provider.description())

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = provider.token(_only(parse_qs(sent)), self.headers.get("Authorization", ""))
            self._tell(told or {"error": "invalid_grant"}, 200 if told else 400)

        def _send_back(self, wanted: dict[str, str]) -> None:
            code = secrets.token_urlsafe(16)
            provider.codes[code] = wanted
            back = urlencode({"code": code, "state": wanted["state"]})
            self._lead(f"{wanted['redirect_uri']}?{back}")

        def _lead(self, address: str | None) -> None:
            self.send_response(302 if address else 400)
            self.send_header("Location", address or "/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _tell(self, told: Claims | list[str], status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _only(query: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in query.items()}
