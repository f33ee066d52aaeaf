"""What people type into the desk and the till. Actions check it again."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import local_times, money
from campaigns.models.announcement import BODY_LENGTH, TITLE_LENGTH
from campaigns.models.coupon import MOST_PIECES
from core import clock

WHOLE_BRAND = "brand"
END_OF_DAY = dt.time(23, 59)


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class LocalTimesForm(forms.Form):
    """Days and times are the brand's; `moment` says what was meant, beside the field when it cannot be."""

    def __init__(self, *args: Any, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone = time_zone

    def moment(self, field: str, time: dt.time | None) -> dt.datetime | None:
        day = self.cleaned_data.get(field)
        if day is None or time is None:
            return None
        moment = local_times.moment_of(day, time, self.time_zone)
        if moment is None:
            self.add_error(field, _("This day is too far away."))
        return moment


class AnnouncementForm(LocalTimesForm):
    audience = forms.ChoiceField(label=_("Audience"))
    title = forms.CharField(
        label=_("Title"), max_length=TITLE_LENGTH, help_text=_("One line. It is also the subject of the e-mail.")
    )
    body = forms.CharField(
        label=_("Message"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("**bold**, lists and links work."),
    )
    publish_on = day_field(_("Day"), required=False)
    publish_time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    pinned = forms.BooleanField(
        label=_("Pin it on top"), required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )
    must_acknowledge = forms.BooleanField(
        label=_("Ask readers to confirm that they read it"),
        required=False,
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )
    expires_on = day_field(_("Show until"), required=False, help_text=_("After that day it leaves the front page."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, audiences: list[tuple[str, str]], wants_time: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        for name in ("publish_on", "publish_time"):
            # A draft needs no time; the empty form shows what scheduling needs.
            self.fields[name].required = wants_time or not self.is_bound

    def clean(self) -> dict[str, Any]:
        """`publish_at` and `expires_at` beside what was typed."""
        publish_at = self.moment("publish_on", self.cleaned_data.get("publish_time"))
        expires_at = self.moment("expires_on", END_OF_DAY)
        return {**self.cleaned_data, "publish_at": publish_at, "expires_at": expires_at}


class CouponForm(LocalTimesForm):
    audience = forms.ChoiceField(label=_("Audience"))
    title = forms.CharField(label=_("What it gives"), max_length=40, help_text=_("Such as “One hand-drip coffee”."))
    terms = forms.CharField(label=_("Terms"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    places = forms.CharField(label=_("Where it can be used"), max_length=120, required=False)
    quantity = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MOST_PIECES,
        help_text=_("In total. Each person gets one."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    starts_on = day_field(_("First day"), required=False, help_text=_("Empty: from now on."))
    ends_on = day_field(_("Last day"), help_text=_("To claim and to use it, until 23:59."))

    def __init__(self, *args: Any, audiences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """`starts_at` and `ends_at` beside what was typed. Today as the first day means now."""
        starts_at = self.moment("starts_on", dt.time(0, 0))
        if starts_at is not None and starts_at < clock.now():
            starts_at = None
        return {**self.cleaned_data, "starts_at": starts_at, "ends_at": self.moment("ends_on", END_OF_DAY)}


class RedeemForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        help_text=_("Scan the QR code or type the twelve characters. Capitals and hyphens do not matter."),
    )
    place = forms.CharField(label=_("Shop or place"), max_length=60, required=False)
    amount = forms.DecimalField(
        label=_("Order amount"),
        required=False,
        min_value=0,
        max_digits=11,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in money.CURRENCIES], required=False
    )

    def clean(self) -> dict[str, Any]:
        """`order_amount` in minor units."""
        data = self.cleaned_data
        amount, currency = data.get("amount"), data.get("currency") or next(iter(money.CURRENCIES))
        if amount is None:
            return {**data, "order_amount": None, "currency": ""}
        if amount != round(amount, money.CURRENCIES[currency]):
            self.add_error("amount", _("This currency has no smaller units."))
            return data
        return {**data, "order_amount": money.to_minor(amount, currency), "currency": currency}
