"""A foreign key given as a string is an import that no linter sees: its target must not stand above."""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.architecture.layers import LEVELS


def test_foreign_keys_point_downwards():
    upward = [
        f"{field} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LEVELS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and not field.auto_created
        if LEVELS.get(field.related_model._meta.app_label, -1) > LEVELS[model._meta.app_label]
    ]
    assert not upward


def test_facts_have_no_foreign_keys():
    """Rows of the log outlive what they speak of."""
    fields = apps.get_model("activity", "Activity")._meta.concrete_fields
    assert not [field.name for field in fields if field.is_relation]
