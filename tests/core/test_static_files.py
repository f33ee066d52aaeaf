"""What browsers get: vendored files are what their manifest says, and nothing is written inline."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static" / "vendor"
# Mail programs know only inline styles; no page ever shows these.
MAIL = ("templates/emails/", "templates/account/email/", "templates/layouts/email.html")


def test_vendored_files_are_those_of_the_manifest():
    manifest = json.loads((VENDOR / "manifest.json").read_text())
    scripts = {path.name for path in VENDOR.iterdir() if path.suffix in (".js", ".css")}
    assert scripts == set(manifest)
    for name, entry in manifest.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"]
        assert entry["licence"]


@pytest.mark.parametrize("pattern", [r"\sstyle=", r"<style", r"\son[a-z]+=", r"hx-on", r"javascript:", r"<script>"])
def test_no_page_writes_styles_or_scripts_inline(pattern):
    pages = {str(page.relative_to(ROOT)): page.read_text() for page in (ROOT / "templates").rglob("*.html")}
    guilty = [name for name, text in pages.items() if not name.startswith(MAIL) and re.search(pattern, text)]
    assert guilty == []


def test_colours_are_written_in_the_tokens_only():
    for name in ("base", "components", "pages"):
        css = (ROOT / "static" / "css" / f"{name}.css").read_text()
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
        found = [
            hit
            for hit in re.findall(r"#[0-9a-fA-F]{3,8}\b", css)
            if hit not in ("#000", "#0000", "#fff", "#16201f", "#050807")
        ]
        assert found == [], name


def test_every_icon_that_templates_name_is_in_the_sprite():
    shapes = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "img" / "icons.svg").read_text()))
    for page in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r'{% icon "([^"]+)" %}', page.read_text()):
            assert name in shapes, f"{page}: {name}"
