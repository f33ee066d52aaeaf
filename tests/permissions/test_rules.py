"""Every rule has a row in the matrix, and answers as its row says."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.conf import settings

from core.decisions import Decision
from tests.conftest import CAST
from tests.permissions import subjects
from tests.permissions.matrix import ALLOW, DENY, HIDE, MATRIX


def own_apps() -> list[str]:
    return [one.name for one in apps.get_app_configs() if one.path.startswith(str(settings.BASE_DIR / one.name))]


def rule_modules(app: str) -> Iterator[object]:
    try:
        found = importlib.import_module(f"{app}.rules")
    except ModuleNotFoundError as error:
        if error.name != f"{app}.rules":
            raise
        return
    yield found
    for inner in pkgutil.iter_modules(getattr(found, "__path__", [])):
        yield importlib.import_module(f"{app}.rules.{inner.name}")


def rules_of(app: str) -> dict[str, Callable[..., Decision]]:
    """Every `can_…` written in the app's rules, under `<app>.<name>`."""
    return {
        f"{app}.{name}": function
        for module in rule_modules(app)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("can_") and function.__module__.startswith(f"{app}.rules")
    }


RULES = {name: rule for app in own_apps() for name, rule in rules_of(app).items()}
WITH_ROWS = {key.partition(":")[0] for key in MATRIX}


def answer(decision: Decision) -> str:
    if decision.allowed:
        return ALLOW
    return DENY if decision.visible else HIDE


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_has_a_row(rule):
    assert rule in WITH_ROWS, f"add a row for {rule} to tests/permissions/matrix.py"


@pytest.mark.parametrize("key", sorted(MATRIX))
def test_row_names_a_rule_and_the_whole_cast(key):
    assert key.partition(":")[0] in RULES
    assert set(MATRIX[key]) == set(CAST)


@pytest.mark.parametrize("key", sorted(MATRIX))
def test_rule_answers_as_its_row_says(key, world):
    name, _colon, subject = key.partition(":")
    rule = RULES[name]
    arguments = getattr(subjects, subject)(world) if subject else ()
    takes_user = next(iter(inspect.signature(rule).parameters)) == "user"
    answers = {}
    for who in CAST:
        viewer = getattr(world.cast, who)
        decision = rule(viewer.user if takes_user else viewer, *arguments)
        answers[who] = answer(decision)
        assert decision.allowed or not decision.visible or str(decision.reason), f"{who} is denied without a reason"
    assert answers == MATRIX[key]
