"""What a person can set about the library, read from `LARDOM_…` in the environment or `.env`."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class LibrarySettings(BaseSettings):
    """Where the library lies and how its passages are embedded. Immutable once read."""

    model_config = SettingsConfigDict(
        env_prefix="LARDOM_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = Field(default=Path("data"), description="Datamappen: databas och index.")
    embedding_model: str = Field(
        default="", description="Mapp eller namn på en modell; tomt ger den medföljande."
    )
    embedding_batch: int = Field(
        default=64, ge=1, le=4096, description="Stycken per omgång i en egen modell."
    )
    embedding_device: str = Field(
        default="cpu",
        description="Beräkningsenhet för egna modeller, till exempel cpu eller cuda.",
    )
    ocr: bool = Field(
        default=True, description="Känn igen text i inskannade sidor, om ocrmypdf är installerat."
    )
    office: bool = Field(
        default=True, description="Läs äldre Office-format, om LibreOffice är installerat."
    )
    workers: int = Field(
        default=0, ge=0, le=64, description="Läsprocesser vid inläsning; 0 ger en per kärna."
    )
    web_pause: float = Field(
        default=1.0,
        ge=0,
        le=60,
        description="Sekunder mellan två hämtningar från samma webbplats.",
    )
    web_megabytes: int = Field(
        default=100, ge=1, le=200, description="Så många MB får en fil från webben vara."
    )
    web_seconds: float = Field(
        default=300.0, gt=0, le=3600, description="Så många sekunder får en hämtning ta."
    )
