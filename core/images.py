"""Pictures from outside, made safe: known by their bytes, bounded before decoding, always encoded anew."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000
ACCEPT = "image/jpeg,image/png,image/webp,image/gif"
_SUFFIXES = {"JPEG": (".jpg", ".jpeg", ".jfif"), "PNG": (".png",), "WEBP": (".webp",), "GIF": (".gif",)}
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError, struct.error)
_MOST_PROFILE_BYTES = 64 * 1024


@dataclass(frozen=True)
class Picture:
    """`versions` maps a width in pixels (at most) to WebP bytes without any metadata of the camera."""

    versions: dict[int, bytes]
    width: int
    height: int
    alt: str = ""

    def file(self, width: int) -> ContentFile:
        return ContentFile(self.versions[width], name=f"{width}.webp")

    @property
    def size(self) -> int:
        return sum(map(len, self.versions.values()))


def safe_picture(file: Any, *, field: str = "photo", widths: tuple[int, ...] = (1600, 640), alt: str = "") -> Picture:
    """
    Re-encode an uploaded file, or raise Invalid beside `field`. Animations keep their first frame.

    Costs CPU, so call it before a transaction starts: on SQLite a transaction holds the one write lock.
    """
    raw = _bounded(file, field)
    kind = _kind(raw, field)
    _check_suffix(getattr(file, "name", "") or "", kind, field)
    try:
        image = _decoded(raw, kind, field, max(widths))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(field) from error
    except (UnidentifiedImageError, zlib.error, *_BROKEN) as error:
        raise Invalid.field(field, _("This picture is damaged. Try another one."), "bad_image") from error
    versions = {width: _encoded(image, width) for width in widths}
    width, height = _fitted(image, max(widths))
    return Picture(versions, width, height, alt)


def _bounded(file: Any, field: str) -> bytes:
    file.seek(0)
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Invalid.field(field, _("Pictures can have at most 10 MB."), "too_large")
    return raw


def _kind(raw: bytes, field: str) -> str:
    """By the first bytes: what a browser or a name claims counts for nothing."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    raise Invalid.field(field, _("Use a picture in JPEG, PNG, WebP or GIF format."), "bad_image")


def _check_suffix(name: str, kind: str, field: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in _SUFFIXES[kind]:
        message = _("This file is named %(suffix)s but holds a %(kind)s picture. Save it again under its real format.")
        raise Invalid.field(field, message % {"suffix": suffix[:12], "kind": kind}, "wrong_extension")


def _decoded(raw: bytes, kind: str, field: str, widest: int) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image: Image.Image = Image.open(BytesIO(raw), formats=[kind])
        # The header is read, no pixel yet: a small file can claim gigabytes.
        if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
            raise _too_many_pixels(field)
        image.draft("RGB", (widest, widest))
        image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    image = upright.convert("RGBA" if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info else "RGB")
    # Colours of phones (Display P3) look dull without their profile; every other kind of metadata goes.
    usable = profile if upright.mode == "RGB" and profile and len(profile) <= _MOST_PROFILE_BYTES else None
    image.info = {"icc_profile": usable} if usable else {}
    return image


def _too_many_pixels(field: str) -> Invalid:
    return Invalid.field(field, _("This picture has too many pixels. Use at most 40 megapixels."), "too_many_pixels")


def _fitted(image: Image.Image, width: int) -> tuple[int, int]:
    if image.width <= width:
        return image.size
    return width, max(1, round(image.height * width / image.width))


def _encoded(image: Image.Image, width: int) -> bytes:
    size = _fitted(image, width)
    smaller = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
    out = BytesIO()
    smaller.save(out, "WEBP", quality=82, method=3, icc_profile=image.info.get("icc_profile", b""))
    return out.getvalue()
