"""What makes a link ours: the studio's secret, seals over links, names of downloads.

A seal is HMAC-SHA256 over every part of a link, so none can be changed. It needs no table: the
link carries its end. S3's own links are signed here too, because obstore cannot ask for a name
of the download (its `sign` takes no query).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import time
import unicodedata
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from memoreez.errors import SettingsError
from memoreez.settings import Settings

SECRET_FILE = "secret.key"
SECRET_LENGTH = 32  # characters; shorter secrets can be guessed
CLOCK = time.time  # seconds of the epoch
NAME_LENGTH = 120  # characters of a download's name
_UNSAFE = re.compile(r'[<>:"/\\|?*;%]+')  # in headers, or in names of files on some system


def secret(settings: Settings) -> bytes:
    """The secret of this studio: the setting, or one that is made once and kept in data_dir.

    Two processes that start at once agree. Raises SettingsError when it cannot be kept.
    """
    if given := settings.secret.get_secret_value():
        return given.encode()
    file = settings.data_dir.expanduser() / SECRET_FILE
    try:
        kept = file.read_bytes() if file.exists() else _made(file)
    except OSError as error:
        raise SettingsError(
            f"The studio's secret cannot be kept in {file}: {error.strerror}. "
            "Give a folder that can be written as MEMOREEZ_DATA_DIR, or set MEMOREEZ_SECRET."
        ) from error
    if len(kept.strip()) < SECRET_LENGTH:
        raise SettingsError(
            f"{file} is damaged. Delete it to get a new one (links made before will end)."
        )
    return kept.strip()


def _made(file: Path) -> bytes:
    """A new secret in the file, or the one of whoever was first; never half a file."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f"{SECRET_FILE}.{secrets.token_hex(8)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(part, file)  # a rename would replace the other's
    finally:
        part.unlink()
    return file.read_bytes()


def seal(secret: bytes, *parts: str) -> str:
    """The signature of these parts, 43 letters that need no quoting in a URL."""
    own = hmac.digest(secret, b"memoreez links", "sha256")  # other uses get other keys
    text = json.dumps(parts).encode()  # JSON: ["a", "bc"] and ["ab", "c"] differ
    return urlsafe_b64encode(hmac.digest(own, text, "sha256")).rstrip(b"=").decode()


def sealed(secret: bytes, signature: str, *parts: str) -> bool:
    """Whether this is the seal of these parts; takes the same time for every wrong one."""
    return hmac.compare_digest(seal(secret, *parts).encode(), signature.encode("utf-8", "replace"))


def disposition(filename: str) -> str:
    """The Content-Disposition that saves under this name (RFC 6266), whatever it contains.

    Old browsers read the plain name, all others the one in UTF-8. No letter of the name can end
    the header or name a folder.
    """
    shown = (c for c in unicodedata.normalize("NFC", filename) if unicodedata.category(c)[0] != "C")
    name = _UNSAFE.sub("_", "".join(shown)).strip(". ")[:NAME_LENGTH] or "file"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("_", plain)  # wide letters have become plain ones
    if not plain.split(".")[0].strip():  # nothing left of 愛.stl but its end
        plain = f"file{plain.strip()}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def presigned(
    url: str, key_id: str, secret_key: str, region: str, lives_s: int, wanted: dict[str, str]
) -> str:
    """A link to an object of an S3 store that anyone may GET for a while (AWS Signature V4).

    `wanted` are the response-… parameters. The URL's path must be quoted already.
    """
    now = datetime.fromtimestamp(CLOCK(), UTC)
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    scope = f"{day}/{region}/s3/aws4_request"
    parts = urlsplit(url)
    query = urlencode(
        sorted(
            {
                "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                "X-Amz-Credential": f"{key_id}/{scope}",
                "X-Amz-Date": stamp,
                "X-Amz-Expires": str(lives_s),
                "X-Amz-SignedHeaders": "host",
                **wanted,
            }.items()
        ),
        quote_via=quote,
        safe="-_.~",
    )
    request = f"GET\n{parts.path}\n{query}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
    digest = hashlib.sha256(request.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{digest}"
    key = f"AWS4{secret_key}".encode()
    for step in (day, region, "s3", "aws4_request"):
        key = hmac.digest(key, step.encode(), "sha256")
    return f"{url}?{query}&X-Amz-Signature={hmac.digest(key, text.encode(), 'sha256').hex()}"
