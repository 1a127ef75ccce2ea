"""Settings: the environment (`MEMOREEZ_*`), `.env` and `memoreez.toml` become one frozen object.

The only reader of the environment.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
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

    concepts: str = "motifs"  # a provider, or several with commas, asked in that order
    images: str = "clay"
    cutouts: str = "alpha,studio,claynet"
    sculptures: str = "atelier,claynet,relief"
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
    spend_per_keepsake: float = Field(default=1.0, ge=0)  # dollars for paid providers; 0: no limit
    spend_per_day: float = Field(default=10.0, ge=0)  # the same, for all keepsakes of a day in UTC
    secret: SecretStr = SecretStr("")  # signs links; empty: made once and kept in data_dir
    owner_token: SecretStr = SecretStr("")  # empty: no list of all keepsakes
    keep_days: int = Field(default=0, ge=0)  # 0: for ever
    link_minutes: int = Field(default=60, ge=1, le=7 * 24 * 60)
    trusted_proxies: str = ""  # addresses whose X-Forwarded-For is believed, with commas
    public_url: str = ""  # how phones and friends reach the studio; empty: as the browser did
    creations_per_hour: int = Field(default=60, ge=1)  # a client's new rounds and figurines
    workers: int = Field(default=0, ge=0, le=64)  # helper processes; 0: one for each core
    log_level: str = "info"
    options: tuple[tuple[str, SecretStr], ...] = ()  # of providers: ("openai_url", …), sorted

    def lineup(self, stage: str) -> tuple[str, ...]:
        """The providers of a stage in the order in which they are asked."""
        return tuple(name.strip() for name in str(getattr(self, stage)).split(","))

    def options_of(self, stage: str, name: str) -> dict[str, str]:
        """What was set for a provider: `MEMOREEZ_OPENAI_URL` for all stages that it serves,
        `MEMOREEZ_CONCEPTS_OPENAI_URL` for one, which wins."""
        found = {}
        for prefix in (f"{name}_".lower(), f"{stage}_{name}_".lower()):
            for key, value in self.options:
                if _prefix(key) == prefix:
                    found[key.removeprefix(prefix)] = value.get_secret_value()
        return found

    def variable_of(self, stage: str, name: str, option: str) -> str:
        """The variable that an option came from, for sentences about it."""
        own = f"{stage}_{name}_{option}".lower()
        told = own if any(key == own for key, _ in self.options) else f"{name}_{option}"
        return f"MEMOREEZ_{told}".upper()

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

    @field_validator("concepts", "images", "cutouts", "sculptures")
    @classmethod
    def _plain(cls, value: str) -> str:
        names = [name.strip() for name in value.split(",")]
        if not all(name.replace("_", "").isalnum() for name in names):
            raise ValueError(
                "a provider's name has letters, digits and underscores only, and commas part them"
            )
        if len(set(names)) < len(names):
            raise ValueError("a provider is in line twice")
        return ",".join(names)

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
        options = _Options(settings_cls, env_settings, dotenv_settings, toml)
        return init_settings, options, env_settings, dotenv_settings, toml


class _Options(PydanticBaseSettingsSource):
    """What is set for providers: `MEMOREEZ_<PROVIDER>_<OPTION>`, or `[provider]` in the TOML."""

    def __init__(
        self, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource
    ) -> None:
        super().__init__(settings_cls)
        self._sources = sources

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False  # all are found at once, below

    def __call__(self) -> dict[str, Any]:
        env, dotenv, toml = self._sources
        found = {f"{t}_{o}": v for t, o, v in _tables(getattr(toml, "toml_data", {}))}
        for source in (dotenv, env):
            for key, value in getattr(source, "env_vars", {}).items():
                name = str(key).lower().removeprefix("memoreez_")
                if value and name != str(key).lower():
                    found[name] = value
        told = {
            name: SecretStr(str(value))
            for name, value in found.items()
            if name not in self.settings_cls.model_fields and _prefix(name)
        }
        return {"options": tuple(sorted(told.items(), key=lambda pair: pair[0]))}


def _tables(toml: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for table, values in toml.items():
        if isinstance(values, Mapping):
            yield from ((table, option, value) for option, value in values.items())


def _prefix(key: str) -> str:
    """How the option's key begins: with its provider's name, perhaps after a stage; "" for none.

    Of `openai` and a third party's `openai_azure` the longer one has `openai_azure_url`.
    """
    return max((start for start in _starts() if key.startswith(start)), key=len, default="")


@lru_cache(maxsize=1)
def _starts() -> tuple[str, ...]:
    """How the name of a provider's option begins, for all that are installed."""
    from memoreez import providers

    known = [(stage, name.lower()) for stage in providers.VERBS for name in providers.names(stage)]
    return tuple({f"{name}_" for _, name in known} | {f"{s}_{name}_" for s, name in known})


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


def weights_folder() -> Path:
    """Where programs for Hunyuan3D keep its weights, and so do we."""
    return Path(os.path.expanduser(os.environ.get("HY3DGEN_MODELS") or "~/.cache/hy3dgen"))


def hub_folder() -> Path:
    """Where Hugging Face's own client keeps what it fetched."""
    home = os.environ.get("HF_HOME") or "~/.cache/huggingface"
    return Path(os.path.expanduser(os.environ.get("HF_HUB_CACHE") or f"{home}/hub"))
