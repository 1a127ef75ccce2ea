"""Settings: the environment (`MEMOREEZ_*`), `.env` and `memoreez.toml` become one frozen object.

The only reader of the environment.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from memoreez.errors import SettingsError


class Settings(BaseSettings):
    """Which provider serves each stage; `MEMOREEZ_IMAGES=clay` and so on."""

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


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises SettingsError that names the variable."""
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
