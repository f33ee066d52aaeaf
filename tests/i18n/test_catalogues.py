"""Every message of the code has a translation in every language, with the same placeholders."""

import re

import polib
import pytest

from config.catalogues import LANGUAGES, LOCALE, catalogue, compile_catalogues
from config.messages import Message, found, in_python, in_template

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module", params=LANGUAGES)
def entries(request) -> dict[tuple, polib.POEntry]:
    if not LOCALE.exists():
        pytest.skip("nobody has translated anything yet")
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(catalogue(request.param)))}


def text_of(entry: polib.POEntry) -> str:
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def test_every_message_is_in_the_catalogue(entries):
    missing = [f"{files[0]}: {message.text}" for message, files in found().items() if message[:2] not in entries]

    assert missing == [], "make catalogues"


def test_nothing_is_untranslated_or_guessed(entries):
    assert [entry.msgid for entry in entries.values() if entry.fuzzy or not text_of(entry)] == []


def test_translations_use_the_same_placeholders(entries):
    wrong = [
        entry.msgid
        for entry in entries.values()
        if text_of(entry)
        and set(PLACEHOLDER.findall(text_of(entry))) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]

    assert wrong == []


def test_messages_are_found_in_python():
    source = 'x = _("One %(a)s"); ngettext_lazy("%(n)d day", "%(n)d days", "n"); pgettext("verb", "Post" "ed"); _(x)'

    assert set(in_python(source)) == {
        Message(None, "One %(a)s", None),
        Message(None, "%(n)d day", "%(n)d days"),
        Message("verb", "Posted", None),
    }


def test_messages_are_found_in_templates():
    source = """{% translate "It's here" %}{% translate "May" context "month" %}
    {% blocktranslate trimmed count n=n with name=x %}
      {{ n }} post by {{ name }}
    {% plural %}
      {{ n }} posts by {{ name }}
    {% endblocktranslate %}{% if a == _("B") %}{{ "it"|default:_("Nobody") }}"""

    assert set(in_template(source)) == {
        Message(None, "It's here", None),
        Message("month", "May", None),
        Message(None, "%(n)s post by %(name)s", "%(n)s posts by %(name)s"),
        Message(None, "B", None),
        Message(None, "Nobody", None),
    }


def test_catalogues_are_compiled_once(tmp_path):
    source = tmp_path / "xx/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "甲"\n')

    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    assert polib.mofile(str(source.with_suffix(".mo"))).find("a").msgstr == "甲"
