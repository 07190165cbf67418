"""What a person can set about signing in, on top of the library's settings."""

from enum import StrEnum

from pydantic import Field, SecretStr

from ingest.settings import LibrarySettings


class SignInMode(StrEnum):
    """How people make themselves known."""

    LOCAL = "local"
    OIDC = "oidc"
    PROXY = "proxy"


class SignInSettings(LibrarySettings):
    """Who is let in, and how; docs/sign-in.md tells of each."""

    sign_in: SignInMode = Field(
        default=SignInMode.LOCAL, description="Hur man loggar in: local, oidc eller proxy."
    )
    public_url: str = Field(
        default="", description="Tjänstens egen adress, som webbläsaren ser den."
    )
    roles: str = Field(
        default="", description="Vilka grupper som har vilka roller: editor=a+b, reviewer=c."
    )
    oidc_issuer: str = Field(default="", description="Inloggningstjänstens utfärdare (issuer).")
    oidc_client_id: str = Field(default="", description="Tjänstens namn hos inloggningstjänsten.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="Tjänstens hemlighet hos inloggningstjänsten."
    )
    oidc_groups_claim: str = Field(
        default="groups", description="Uppgiften i id-token som har personens grupper."
    )
    oidc_userinfo: bool = Field(
        default=False,
        description="Hämta grupperna från userinfo när id-token saknar uppgiften om dem.",
    )
    oidc_scopes: str = Field(
        default="openid profile", description="Scopes att begära, med blanksteg emellan."
    )
    session_idle: int = Field(
        default=60, ge=1, le=1440, description="Minuter utan anrop tills en inloggning går ut."
    )
    session_hours: int = Field(
        default=10, ge=1, le=168, description="Timmar som en inloggning räcker som längst."
    )
    proxy_addresses: str = Field(
        default="", description="Nät (CIDR) som webbservern framför anropar från."
    )
    proxy_secret: SecretStr = Field(
        default=SecretStr(""), description="Hemlighet som webbservern skickar med, minst 32 tecken."
    )
    proxy_secret_header: str = Field(
        default="X-Lardom-Secret", description="Huvudet med hemligheten."
    )
    proxy_user_header: str = Field(
        default="X-Lardom-User", description="Huvudet med användarens namn i katalogen."
    )
    proxy_name_header: str = Field(
        default="X-Lardom-Name", description="Huvudet med namnet som visas."
    )
    proxy_groups_header: str = Field(
        default="X-Lardom-Groups", description="Huvudet med grupperna, med komma eller semikolon."
    )
    limit_person: int = Field(
        default=300, ge=0, description="Anrop per minut och inloggad person; 0: ingen gräns."
    )
    limit_visitor: int = Field(
        default=60, ge=0, description="Anrop per minut och adress från widgeten; 0: ingen gräns."
    )
    limit_sign_in: int = Field(
        default=30,
        ge=0,
        description="Inloggningar och felaktiga nycklar per minut och adress; 0: ingen gräns.",
    )
