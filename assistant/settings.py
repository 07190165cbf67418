"""What a person can set about asking and serving, on top of the library's settings."""

from pathlib import Path

from pydantic import Field, SecretStr

from assistant.people.settings import SignInSettings


class Settings(SignInSettings):
    """Everything that can be set, read from `LARDOM_…` in the environment or `.env`."""

    reranker: str = Field(
        default="", description="Mapp eller namn på en omrankningsmodell; tomt ger ingen."
    )
    reranker_batch: int = Field(
        default=16, ge=1, le=4096, description="Stycken per omgång i omrankningsmodellen."
    )
    groups: str = Field(
        default="", description="Grupper som den lokala användaren hör till, med komma emellan."
    )
    chat_model: str = Field(
        default="",
        description="Språkmodell, till exempel openai:gpt-oss-20b; tomt ger svar utan modell.",
    )
    chat_url: str = Field(default="", description="Adress till modellens server.")
    chat_key: SecretStr = Field(default=SecretStr(""), description="Nyckel till modellens server.")
    chat_timeout: float = Field(
        default=60.0, gt=0, le=600, description="Så många sekunder får modellen ta på sig."
    )
    prompts: Path | None = Field(
        default=None, description="Mapp med egna promptar i stället för de medföljande."
    )
    synonyms: Path | None = Field(
        default=None, description="Egen synonymfil, som läses vid sidan av de medföljande."
    )
    keep_answers: int | None = Field(
        default=None,
        ge=0,
        le=3650,
        description="Dagar som svar sparas för underlag; 0 sparar inga. Tomt: 30 utan inloggning, "
        "annars 0.",
    )
    keep_conversations: int = Field(
        default=0,
        ge=0,
        le=3650,
        description="Dagar som samtalens frågor sparas efter den sista; 0 sparar inga.",
    )
    editing: bool = Field(
        default=False, description="Om tjänsten tar emot rättelser av dokumentens metadata."
    )
    uploads: Path | None = Field(
        default=None, description="Mapp som tjänsten tar emot filer i; tomt tar inte emot några."
    )
    retention: Path | None = Field(
        default=None, description="Fil med gallringsregler; tomt gallrar inget efter regler."
    )
    audit_head: Path | None = Field(
        default=None,
        description="Fil för granskningsloggens huvud, helst på en annan disk; tomt: i datamappen.",
    )
    accessibility_url: str = Field(
        default="", description="Adress till myndighetens tillgänglighetsredogörelse."
    )
    privacy_url: str = Field(
        default="", description="Adress till myndighetens sida om personuppgifter."
    )
    origins: str = Field(
        default="",
        description="Webbplatser vars sidor får visa widgeten och fråga, med komma emellan.",
    )
    host: str = Field(default="127.0.0.1", description="Adress som servern lyssnar på.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port som servern lyssnar på.")
