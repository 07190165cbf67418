"""Builds from the settings how people and systems make themselves known."""

from assistant.errors import AssistantError
from assistant.people.addresses import read_networks
from assistant.people.keys import KeyRing
from assistant.people.limiting import Limits
from assistant.people.oidc.attempts import Attempts
from assistant.people.oidc.id_tokens import IdTokens
from assistant.people.oidc.logout_tokens import LogoutTokens
from assistant.people.oidc.provider import Provider
from assistant.people.oidc.signatures import Signatures
from assistant.people.oidc.signing_in import OidcSignIn
from assistant.people.oidc.signing_out import OidcSignOut
from assistant.people.oidc.types import OidcTerms
from assistant.people.persons import read_roles
from assistant.people.proxy import BehindProxy, ProxyHeaders
from assistant.people.sessions import Lasting, Sessions
from assistant.people.settings import SignInMode, SignInSettings
from assistant.people.sign_in import OidcDoor, PerMinute, SignIn
from assistant.people.visitors import VisitorPasses
from assistant.people.web_addresses import read_public_address

CALLBACK = "/logga-in/svar"
SIGNED_OUT = "/logga-ut/klart"


def build_sign_in(settings: SignInSettings) -> SignIn:
    """How a service by these settings knows who asks. Close it.

    Raises:
        AssistantError: something that the mode needs is not set, or not safe.
    """
    mode = settings.sign_in
    if settings.public_url:
        read_public_address(settings.public_url, "LARDOM_PUBLIC_URL")
    return SignIn(
        mode=mode,
        roles=read_roles(settings.roles),
        keys=KeyRing(settings.data),
        visitors=VisitorPasses(),
        limits=Limits(),
        most=PerMinute(
            person=settings.limit_person,
            visitor=settings.limit_visitor,
            sign_in=settings.limit_sign_in,
        ),
        trusted=read_networks(settings.proxy_addresses),
        oidc=build_oidc(settings) if mode is SignInMode.OIDC else None,
        proxy=build_proxy(settings) if mode is SignInMode.PROXY else None,
    )


def build_oidc(settings: SignInSettings) -> OidcDoor:
    """Signing in with another service; raises as `build_sign_in`."""
    terms = _terms(settings)
    provider = Provider(terms)
    signatures = Signatures(lambda: provider.document(provider.endpoints().keys))
    id_tokens = IdTokens(terms.issuer, terms.client_id, signatures)
    logout_tokens = LogoutTokens(terms.issuer, terms.client_id, signatures)
    return OidcDoor(
        way=OidcSignIn(terms, provider, id_tokens, Attempts()),
        out=OidcSignOut(terms, provider, logout_tokens),
        sessions=Sessions(
            settings.data,
            Lasting(idle_minutes=settings.session_idle, hours=settings.session_hours),
        ),
        is_secure=terms.callback.startswith("https:"),
    )


def build_proxy(settings: SignInSettings) -> BehindProxy:
    """Believing a web server in front; raises as `build_sign_in`."""
    headers = ProxyHeaders(
        secret=settings.proxy_secret_header,
        user=settings.proxy_user_header,
        name=settings.proxy_name_header,
        groups=settings.proxy_groups_header,
    )
    networks = read_networks(settings.proxy_addresses)
    return BehindProxy(networks, settings.proxy_secret.get_secret_value(), headers)


def _terms(settings: SignInSettings) -> OidcTerms:
    for name in ("oidc_issuer", "oidc_client_id", "public_url"):
        if not getattr(settings, name):
            raise AssistantError(
                f"LARDOM_SIGN_IN=oidc behöver LARDOM_{name.upper()}, som saknas.",
                "Ställ in den; docs/sign-in.md säger hur.",
            )
    scopes = settings.oidc_scopes.split()
    if "openid" not in scopes:
        raise AssistantError(
            f"LARDOM_OIDC_SCOPES=”{settings.oidc_scopes}” saknar openid.",
            "Skriv openid och det som behövs utöver det, med blanksteg emellan.",
        )
    read_public_address(settings.oidc_issuer, "LARDOM_OIDC_ISSUER")
    home = read_public_address(settings.public_url, "LARDOM_PUBLIC_URL")
    return OidcTerms(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        scopes=" ".join(scopes),
        groups_claim=settings.oidc_groups_claim,
        userinfo=settings.oidc_userinfo,
        callback=home + CALLBACK,
        signed_out=home + SIGNED_OUT,
    )
