"""The tags that every template has."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from core import clock, dates

NOW = dt.datetime(2026, 7, 3, 4, 0, tzinfo=dt.UTC)


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_literal_icon_is_plain_text_in_the_compiled_template():
    nodes = Template('{% icon "heart" %}').nodelist
    assert [type(node).__name__ for node in nodes] == ["TextNode"]
    assert 'icons.svg#heart"' in nodes[0].s


def test_icon_takes_a_variable_and_escapes_it():
    assert "#bell" in render("{% icon name %}", name="bell")
    assert "<script" not in render("{% icon name %}", name='"><script>')


def test_can_is_false_without_a_viewer():
    assert render('{% can "post.hide" as may %}{% if may %}yes{% else %}no{% endif %}') == "no"


def test_avatar_shows_the_last_character_of_a_chinese_name():
    html = render("{% avatar '林若晴' seed=7 %}")
    assert ">晴<" in html
    assert 'data-hue="2"' in html


def test_avatar_escapes_names_and_addresses():
    html = render("{% avatar name image=url %}", name="<b>", url='/x" onerror="y')
    assert 'onerror="' not in html


@pytest.mark.parametrize(
    ("before", "english", "chinese"),
    [
        (dt.timedelta(seconds=20), "just now", None),
        (dt.timedelta(hours=2), "2 hours ago", None),
        (dt.timedelta(days=20), "13 Jun", "6 月 13 日"),
        (dt.timedelta(days=400), "29 May 2025", "2025 年 5 月 29 日"),
        (dt.timedelta(days=-3), "6 Jul, 12:00", "7 月 6 日 12:00"),
    ],
)
def test_time_is_relative_first_and_absolute_after_a_week(before, english, chinese):
    with clock.at(NOW), timezone.override("Asia/Taipei"):
        with translation.override("en"):
            assert dates.ago(NOW - before) == english
        if chinese:
            with translation.override("zh-hant"):
                assert dates.ago(NOW - before) == chinese


def test_time_element_carries_the_machine_time():
    with clock.at(NOW), timezone.override("Asia/Taipei"), translation.override("en"):
        html = render("{{ when|ago }}", when=NOW - dt.timedelta(hours=2))
    assert html == '<time datetime="2026-07-03T02:00:00+00:00" title="3 Jul, 10:00">2 hours ago</time>'


class Sample(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="We never show it.")
    about = forms.CharField(label="About", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    logo = forms.FileField(label="Logo", required=False)
    agree = forms.BooleanField(label="I agree")


def test_field_names_its_error_and_hint_for_screen_readers():
    html = render('{% include "components/_field.html" with field=form.email %}', form=Sample({"email": "x@"}))
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html


def test_optional_fields_are_marked_and_required_ones_are_not():
    form = Sample()
    assert "Optional" in render('{% include "components/_field.html" with field=form.about %}', form=form)
    assert "Optional" not in render('{% include "components/_field.html" with field=form.email %}', form=form)


def test_form_errors_lead_to_each_field():
    form = Sample({"email": "x@"})
    html = render('{% include "components/_form_errors.html" %}', form=form)
    assert 'href="#id_email"' in html
    assert 'href="#id_about"' not in html
