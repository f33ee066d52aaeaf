"""The per-brand stylesheet and logo."""

import pytest

pytestmark = pytest.mark.django_db


def test_theme_is_one_line_with_the_accent(client, brand):
    answer = client.get(f"/@shanlan/theme.css?v={brand.accent[1:]}")
    assert answer["Content-Type"] == "text/css"
    assert answer.content.decode() == f"@layer brand {{ :root {{ --brand: {brand.accent}; }} }}\n"
    assert "immutable" in answer["Cache-Control"]


def test_theme_without_a_version_asks_again_and_is_not_sent_twice(client, brand):
    answer = client.get("/@shanlan/theme.css")
    assert answer["Cache-Control"] == "public, no-cache"
    assert client.get("/@shanlan/theme.css", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_accent_that_is_no_colour_never_reaches_the_stylesheet(client, brand):
    type(brand).objects.filter(pk=brand.pk).update(accent="red}*{")
    assert client.get("/@shanlan/theme.css").content == b""


def test_brand_without_a_logo_answers_404(client, brand):
    assert client.get("/@shanlan/logo").status_code == 404
