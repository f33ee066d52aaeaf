"""Pictures from outside: what is refused, and what is left of those that are taken."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.errors import Invalid
from core.images import safe_picture


def picture(kind="JPEG", size=(80, 40), **options):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def huge_png():
    """30,000 × 30,000 pixels in a few hundred bytes: refused before a pixel is decoded."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


REFUSED = {
    "a GIF named .png": ("x.png", picture("GIF"), "wrong_extension"),
    "SVG with script": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "bad_image"),
    "SVG named .png": ("x.png", b"<svg/>", "bad_image"),
    "HTML named .jpg": ("x.jpg", b"<html><script>1</script>", "bad_image"),
    "nothing": ("x.jpg", b"", "bad_image"),
    "a cut JPEG": ("x.jpg", picture("JPEG", (400, 400))[:400], "bad_image"),
    "a cut PNG": ("x.png", picture("PNG", (400, 400))[:80], "bad_image"),
    "only magic": ("x.webp", b"RIFF\x00\x00\x00\x00WEBP", "bad_image"),
    "30,000 x 30,000": ("x.png", huge_png(), "too_many_pixels"),
    "more than 10 MB": ("x.jpg", b"\xff\xd8\xff" + b"\0" * (10 * 1024 * 1024), "too_large"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_picture_is_refused_beside_its_field(case):
    name, raw, code = REFUSED[case]
    with pytest.raises(Invalid) as caught:
        safe_picture(SimpleUploadedFile(name, raw), field="photos")
    assert caught.value.code == code
    assert list(caught.value.fields) == ["photos"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_good_picture_becomes_webp_of_both_widths(kind):
    made = safe_picture(SimpleUploadedFile(f"a.{kind.lower()}", picture(kind, (2000, 1000))))
    sizes = {width: Image.open(BytesIO(raw)).size for width, raw in made.versions.items()}
    assert sizes == {1600: (1600, 800), 640: (640, 320)}
    assert (made.width, made.height) == (1600, 800)
    assert all(raw[8:12] == b"WEBP" for raw in made.versions.values())


def test_small_picture_is_not_blown_up():
    assert safe_picture(SimpleUploadedFile("a.png", picture("PNG"))).width == 80


def test_camera_data_goes_and_orientation_stays():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Spy camera", {1: "N"}
    made = safe_picture(SimpleUploadedFile("a.jpg", picture("JPEG", exif=exif)))
    out = Image.open(BytesIO(made.versions[1600]))
    assert out.size == (40, 80)
    assert not out.getexif()
    assert b"Spy camera" not in made.versions[1600]
