"""Settings: the environment (`MEMOREEZ_*`), `.env` and `memoreez.toml` become one frozen object.

The only reader of the environment.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from memoreez.errors import SettingsError


class Settings(BaseSettings):
    """Who serves each stage and where things are kept; `MEMOREEZ_IMAGES=clay` and so on."""

    model_config = SettingsConfigDict(
        env_prefix="MEMOREEZ_",
        env_file=".env",
        toml_file="memoreez.toml",
        frozen=True,
        extra="ignore",
    )

    concepts: str = "motifs"
    images: str = "clay"
    sculptures: str = "atelier"
    designer: str = "memoreez"

    data_dir: Path = Field(default=Path("~/.memoreez"), validate_default=True)
    database_url: str = ""  # empty: SQLite in data_dir
    store_url: str = ""  # empty: a folder in data_dir; else s3://bucket/prefix or a folder
    store_endpoint: str = ""  # of S3 servers other than Amazon's
    store_public_url: str = ""  # how browsers reach the S3 server; empty: through the studio
    store_region: str = "auto"
    store_key_id: str = ""
    store_secret: SecretStr = SecretStr("")
    price_sheet: str = ""  # a TOML file; empty: one's own printer
    secret: SecretStr = SecretStr("")  # signs links; empty: made once and kept in data_dir
    owner_token: SecretStr = SecretStr("")  # empty: no list of all keepsakes
    keep_days: int = Field(default=0, ge=0)  # 0: for ever
    link_minutes: int = Field(default=60, ge=1, le=7 * 24 * 60)
    trusted_proxies: str = ""  # addresses whose X-Forwarded-For is believed, with commas
    public_url: str = ""  # how phones and friends reach the studio; empty: as the browser did
    creations_per_hour: int = Field(default=60, ge=1)  # a client's new rounds and figurines
    workers: int = Field(default=0, ge=0, le=64)  # helper processes; 0: one for each core
    log_level: str = "info"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'memoreez.sqlite'}"
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", self.database_url)

    @property
    def store(self) -> str:
        """The URL of the store of files: `file:///…` or `s3://bucket/prefix`."""
        if "://" in self.store_url:
            return self.store_url
        folder = Path(self.store_url) if self.store_url else self.data_dir / "store"
        return folder.expanduser().resolve().as_uri()

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("choose debug, info, warning or error")
        return value.lower()

    @field_validator("concepts", "images", "sculptures")
    @classmethod
    def _plain(cls, value: str) -> str:
        if not value.replace("_", "").isalnum():
            raise ValueError("a provider's name has letters, digits and underscores only")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before the environment before `.env` before `memoreez.toml`."""
        toml = TomlConfigSettingsSource(settings_cls)
        return init_settings, env_settings, dotenv_settings, toml


_given: list[Settings] = []


def adopt(chosen: Settings) -> None:
    """Make these the settings of this process: a helper process has its parent's."""
    _given.append(chosen)
    settings.cache_clear()
    settings()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises SettingsError that names the variable."""
    if _given:
        return _given.pop()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"MEMOREEZ_{'_'.join(map(str, first['loc'])).upper()}"
        raise SettingsError(
            f"The setting {name} is {first['input']!r}, which does not work: {first['msg']}."
        ) from None
    except ValueError as error:  # a malformed memoreez.toml
        raise SettingsError(f"memoreez.toml cannot be read: {error}.") from None


def has_screen() -> bool:
    """Whether a browser window could open here: Linux says so in the environment."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
