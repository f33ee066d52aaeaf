"""What content tests write with."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.actions import publish_post


@pytest.fixture
def post(cast, community):
    return publish_post(cast.member, community, body="The bloom matters.", title="On pouring")


@pytest.fixture
def upload():
    """`upload(kind="PNG", size=(60, 40), name="a.png")`: a real picture as a form sends it."""

    def make(kind="PNG", size=(60, 40), name=None, **options):
        out = BytesIO()
        Image.new("RGB", size, "teal").save(out, kind, **options)
        return SimpleUploadedFile(name or f"photo.{kind.lower()}", out.getvalue())

    return make
