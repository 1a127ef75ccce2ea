"""The learned cutout of rembg, with a model file that is on this machine already.

Sessions are chosen by name from a list: rembg's own default may not be used commercially, and two
of its sessions send the picture away. Nothing is downloaded here, and no model is looked for
anywhere but in the folder given.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from memoreez import pixels
from memoreez.artifacts import Cutout, Picture
from memoreez.cutouts._trust import trust
from memoreez.errors import BadInput, ProviderError, UnknownName

# What their authors say of the weights; docs/providers say where.
SESSIONS = {
    "isnet-general-use": "Apache-2.0 code; weights not spoken of",
    "u2net": "Apache-2.0",
    "u2netp": "Apache-2.0",
    "u2net_human_seg": "Apache-2.0",
    "silueta": "Apache-2.0",
    "birefnet-general": "MIT; trained on data for research",
    "birefnet-general-lite": "MIT; trained on data for research",
    "birefnet-portrait": "MIT; trained on data for research",
}
LEAST_BYTES = 1_000_000
FIRST_BYTE = 0x08  # of ONNX: field 1, the version
INSTALL = "pip install 'memoreez[rembg]'"


class Rembg:
    """Cuts out with a model of rembg."""

    title = "rembg"
    licence = "MIT; each model has its own"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`session`: one of `SESSIONS`; `folder` has `SESSION.onnx` or `SESSION/SESSION.onnx`."""

        session: str = "isnet-general-use"
        folder: str = "~/.rembg/models"
        most_px: int = 1536

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()
        self._session: Any = None

    @property
    def model_licence(self) -> str:
        """What is known of the licence of the chosen model."""
        return SESSIONS.get(self.options.session, "unknown")

    def load(self) -> None:
        """Loads the model. Raises UnknownName for a session that is not on the list, ProviderError
        without the package or a usable model file.
        """
        if self.options.session not in SESSIONS:
            raise UnknownName("session of rembg", self.options.session, SESSIONS)
        path = self._model()
        kinds, runtime = _packages()
        found = [kind for kind in kinds if kind.name() == self.options.session]
        if not found:
            raise ProviderError(
                f"This rembg has no session {self.options.session!r}; update it: {INSTALL}."
            )
        # the class's own way of finding its file may download, this one cannot
        local = type("Local", (found[0],), {"download_models": classmethod(lambda *_, **__: path)})
        try:
            self._session = local(self.options.session, runtime.SessionOptions())
        except Exception as error:  # onnxruntime raises classes of its own
            raise ProviderError(
                f"The model file {path} cannot be used ({type(error).__name__}); fetch it again."
            ) from error

    def check(self) -> str:
        """Whether package and model file are there, without loading them. Raises as `load`."""
        if self.options.session not in SESSIONS:
            raise UnknownName("session of rembg", self.options.session, SESSIONS)
        _packages()
        return f"is here, with {self._model().name}"

    def cut(self, picture: Picture) -> Cutout:
        """The object of a picture. Raises BadInput for an unreadable file, else as `load`."""
        from PIL import Image

        if self._session is None:
            self.load()
        rgba = pixels.read(picture.png, self.options.most_px)
        try:
            (mask,) = self._session.predict(Image.fromarray(rgba[..., :3]))[:1]
        except (ValueError, RuntimeError) as error:
            raise ProviderError(f"The model failed on this picture: {error}") from error
        alpha = np.asarray(mask.convert("L"), np.uint8)
        if alpha.shape != rgba.shape[:2]:
            raise BadInput("The model answered with a mask of another size; choose another one.")
        sure, words, why = trust(alpha)
        made = np.dstack([rgba[..., :3], alpha])
        method = f"rembg {self.options.session}"
        height, width = alpha.shape
        return Cutout(pixels.write(made), width, height, sure, method, words, why)

    def _model(self) -> Path:
        name = self.options.session
        folder = Path(self.options.folder).expanduser()
        for path in (folder / name / f"{name}.onnx", folder / f"{name}.onnx"):
            if path.is_file():
                with path.open("rb") as file:
                    start = file.read(1)
                if path.stat().st_size < LEAST_BYTES or start != bytes([FIRST_BYTE]):
                    raise ProviderError(
                        f"The model file {path} is no whole ONNX file; fetch it again."
                    )
                return path
        raise ProviderError(
            f"There is no model {name}.onnx in {folder}; put it there (rembg's releases have it), "
            "or choose the studio cutout."
        )


def _packages() -> tuple[Any, Any]:
    """rembg's session classes, and onnxruntime."""
    try:
        runtime = importlib.import_module("onnxruntime")
        return importlib.import_module("rembg.sessions").sessions_class, runtime
    except (ImportError, SystemExit) as error:  # rembg exits without its runtime
        raise ProviderError(
            f"rembg cannot be imported here; install it ({INSTALL}), or choose the studio cutout."
        ) from error
