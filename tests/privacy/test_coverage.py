"""Every model that could hold something of a person is somebody's to hand out and to forget, or is here with a reason."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from core.privacy import Person, Wishes, catalogue
from members.models import BrandMember
from members.queries import privacy

# Models that no holding sees to, and why that is right.
EXEMPT = {
    "activity.Activity": "ids, numbers and codes only: a fact outlives its person and leads to nobody",
    "activity.DeadLetter": "an error's kind and an id",
    "activity.Heartbeat": "names of processes",
    "admin.LogEntry": "operators' own doings; goes with the account (accounts/privacy.py)",
    "analytics.MetricPoint": "sums",
    "auth.Group": "of the framework, unused",
    "auth.Permission": "of the framework",
    "brands.Brand": "the brand's own words",
    "campaigns.Announcement": "the brand's own words; its author becomes the nameless record",
    "campaigns.Coupon": "the brand's own words; its author becomes the nameless record",
    "content.Topic": "the space's own words, of nobody in particular",
    "contenttypes.ContentType": "of the framework",
    "delivery.Message": "the name of a notice and a fact",
    "delivery.RefusedAddress": "a keyed hash: whoever said no to letters goes on getting none",
    "delivery.WebhookDelivery": "the name of a webhook, a fact, and how an endpoint answered",
    "members.BarredAddress": "a keyed hash that has to outlive the person: bans survive erasure",
    "members.InviteBatch": "how many rows a file had; its rows are covered, its sender becomes the nameless record",
    "members.AdmissionRule": "the space's own rule; whoever changed it becomes the nameless record",
    "members.Bridge": "which segment was led where; whoever did it becomes the nameless record",
    "members.RolePowers": "which role holds which power",
    "members.Segment": "the brand's own question; whoever made it becomes the nameless record",
    "members.TagRule": "which tag follows which segment",
    "members.TagJob": "which tag was given to whom by which question, emptied when done; its asker becomes nameless",
    "members.Tag": "the brand's own words, of nobody in particular",
    "members.ConsentText": "the brand's own words",
    "socialaccount.SocialApp": "how the install is known to a provider; of no person",
    "spaces.Space": "the space's own words; admins write them in office",
}
GOES_WITH_THE_ACCOUNT = {"account.EmailConfirmation", "accounts.User_groups", "accounts.User_user_permissions"}
COVERED = frozenset().union(*(one.covers for one in catalogue.values()))
PEOPLE = (get_user_model(), BrandMember)


def could_hold(model: type[models.Model]) -> list[str]:
    """Columns that name a person, or take text."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if (field.is_relation and field.related_model in PEOPLE)
        or (isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField))
        or field.name in ("member_id", "actor_id", "account_id")
    ]


def test_every_model_is_covered_or_exempted():
    unknown = {
        f"{model._meta.label}: {', '.join(could_hold(model))}"
        for model in apps.get_models(include_auto_created=True)
        if could_hold(model) and model._meta.label not in COVERED | EXEMPT.keys() | GOES_WITH_THE_ACCOUNT
    }
    assert not unknown, "declare them in the privacy.py of their app, or exempt them here with a reason"


def test_lists_name_models_that_exist():
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert COVERED | EXEMPT.keys() <= known, (COVERED | EXEMPT.keys()) - known
    assert not {label for label in COVERED & EXEMPT.keys() if label != "admin.LogEntry"}


@pytest.mark.parametrize("holding", catalogue.values(), ids=lambda one: one.name)
def test_every_holding_copes_with_somebody_it_knows_nothing_of(holding, brand, account):
    stranger = Person(account=account("stranger"))
    assert holding.export(stranger) is not None
    holding.erase(stranger, Wishes())
    holding.erase(stranger, Wishes())


def test_every_column_of_a_record_is_shown_to_its_person():
    """What is added to the record later appears in the archive by itself, and needs words to appear on the page."""
    shown = {one.name for one in BrandMember._meta.concrete_fields if not one.is_relation} - privacy._INNER
    assert shown == privacy.LABELS.keys(), "give it words in members/queries/privacy.py, or name it an inner column"
