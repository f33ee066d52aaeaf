"""What people fill in to write."""

import secrets
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from content.actions.attachments import MOST_PHOTOS
from content.models import Topic
from core.errors import Invalid
from core.images import ACCEPT, Picture, safe_picture


def submit_key() -> str:
    """Put into a form when it is shown: the same form sent twice makes one row."""
    return secrets.token_hex(8)


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures, each checked and re-encoded before any transaction starts."""

    widget = _ManyFiles(attrs={"multiple": True, "accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[Picture]:
        files = [one for one in data or [] if isinstance(one, UploadedFile)]
        if len(files) > MOST_PHOTOS:
            message = _("Use at most %(count)d pictures.") % {"count": MOST_PHOTOS}
            raise forms.ValidationError(message, code="too_many")
        try:
            return [safe_picture(one, field="photos") for one in files]
        except Invalid as error:
            raise forms.ValidationError(str(error.message), code=error.code) from error


class WordsForm(forms.Form):
    """The words of a post: what can be changed later too."""

    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    body = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("You can use **bold**, lists and links."),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {topic.slug: topic for topic in topics}
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", _("No topic")), *((topic.slug, topic.name) for topic in topics)]
        if not topics:
            del self.fields["topic"]

    def clean_topic(self) -> Topic | None:
        return self.topics.get(self.cleaned_data["topic"])


class PostForm(WordsForm):
    photos = PicturesField(label=_("Pictures"), required=False)
    alt = forms.CharField(
        label=_("What the pictures show"),
        max_length=900,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For people who cannot see them; one line for each picture."),
    )
    as_brand = forms.BooleanField(label=_("Write as the brand"), required=False)
    submit_key = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, chooses_voice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "body", "photos", "alt", "topic", "as_brand"])
        self.fields["submit_key"].initial = submit_key
        if not chooses_voice:
            del self.fields["as_brand"]

    def clean(self) -> dict[str, Any]:
        """Each line of `alt` goes to its picture."""
        cleaned = super().clean() or {}
        lines = (cleaned.pop("alt", "") or "").splitlines()
        pictures = cleaned.get("photos") or []
        cleaned["photos"] = [
            Picture(one.versions, one.width, one.height, lines[index][:200] if index < len(lines) else "")
            for index, one in enumerate(pictures)
        ]
        return cleaned


class CommentForm(forms.Form):
    body = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    parent = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    submit_key = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author reads this."),
    )
