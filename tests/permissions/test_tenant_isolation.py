"""Nothing of one brand is reachable from another: managers refuse, ids are 404, and exceptions are on a list."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLResolver, get_resolver

from activity.models import Activity
from core import tenancy
from core.tenancy import BrandManager, NoActiveBrand
from delivery.models import Delivery, Message
from members.actions import apply_to_space, appoint, found_space
from members.viewer import Viewer
from spaces.models import Space

# Who may read over all brands, and why. A new line here is a decision, not a formality.
ACROSS_BRANDS = {
    "activity/dispatch.py": "one dispatcher for the install",
    "activity/replay.py": "dead letters of the install",
    "activity/queries.py": "how far behind the install is",
    "analytics/rebuild.py": "an operator recounts every brand",
    "campaigns/actions/publishing.py": "due announcements of every brand",
    "delivery/actions/hand_off.py": "deliverers serve every brand",
    "delivery/actions/webhook_claims.py": "webhooks are sent for every brand",
    "delivery/actions/posting.py": "letters to addresses are handed over for every brand",
    "members/actions/addressing.py": "addresses of strangers are forgotten in every brand",
    "members/actions/invite_batches.py": "files of addresses are forgotten in every brand",
    "members/actions/invite_jobs.py": "files of addresses of every brand",
    "members/actions/presence.py": "stages of people, of every brand",
    "members/actions/bridges.py": "bridges into groups, of every brand",
    "members/actions/crossings.py": "thirty days after a bridge, of every brand",
    "members/actions/tag_job_steps.py": "tag jobs of every brand",
    "members/actions/tag_rules.py": "tags that follow segments, of every brand",
    "members/actions/brand_bans.py": "bans end in every brand",
    "members/actions/seats.py": "lines before full groups of every brand",
    "members/actions/data_jobs.py": "data requests of every brand",
    "members/actions/data_steps.py": "a whole account is in every brand",
    "members/queries/data_requests.py": "one's own request for the whole account, wherever it was asked",
    "members/rules/ownership.py": "whether a whole account may go: brands that it owns alone",
    "members/queries/people.py": "a person's own records, for what stands above brands",
}
BRAND_OWNED = [
    model
    for model in apps.get_models()
    if {"brand", "brand_id"} & {field.name for field in model._meta.concrete_fields}
]


@pytest.mark.parametrize("model", BRAND_OWNED, ids=lambda model: model._meta.label)
def test_brand_owned_rows_have_the_brand_manager(model):
    assert isinstance(model.objects, BrandManager)
    assert not isinstance(model._base_manager, BrandManager)


@pytest.mark.parametrize("model", BRAND_OWNED, ids=lambda model: model._meta.label)
def test_brand_owned_rows_refuse_without_an_active_brand(model):
    with tenancy.activate(None), pytest.raises(NoActiveBrand):
        model.objects.all()


@pytest.mark.parametrize("model", BRAND_OWNED, ids=lambda model: model._meta.label)
def test_queryset_keeps_the_brand_it_was_made_in(model, brand, other_brand):
    made_here = model.objects.all()
    with tenancy.activate(other_brand):
        assert f"{brand.pk}" in str(made_here.query).rpartition("WHERE")[2]


def calls_across_brands(path: Path) -> bool:
    tree = ast.parse(path.read_text())
    names = (
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )
    return "across_brands" in names


def test_reading_across_brands_is_on_the_list():
    root = Path(settings.BASE_DIR)
    own = [one.name for one in apps.get_app_configs() if one.path.startswith(str(root / one.name))]
    found = {
        str(path.relative_to(root))
        for folder in (*own, "config", "bench")
        for path in (root / folder).rglob("*.py")
        if calls_across_brands(path)
    }
    assert found == set(ACROSS_BRANDS)


def brand_routes(resolver: URLResolver | None = None, prefix: str = "") -> list[str]:
    """Every route under a brand's root, pages and REST, that names something by an id or a slug."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            found += brand_routes(one, route)
        elif "<str:brand_slug>" in route and route.count("<") > 1:
            found.append(route)
    return found


@pytest.fixture
def foreign(cast, brand, other_brand, operator) -> dict[str, str]:
    """What each parameter is in the other brand, where our owner is the owner too: only the path says which brand."""
    appoint(other_brand, cast.owner.user, "owner")
    with tenancy.activate(other_brand):
        theirs = Viewer(cast.owner.user)
        plain = {"name": "x", "join_policy": "apply", "posting_policy": "members"}
        make = Space.objects.create
        space = make(brand=other_brand, kind="group", slug="theirs", visibility="listed", **plain)
        make(brand=other_brand, kind="community", slug="theirs", visibility="public", **plain)
        application = apply_to_space(Viewer(cast.outsider.user), space, answers={})
        fact = Activity.objects.order_by("-id").first()
        message = Message.objects.create(brand=other_brand, notice="application.sent", fact=fact)
        delivery = Delivery.objects.create(brand=other_brand, message=message, account=cast.owner.user, channel="inbox")
        return {
            "space_slug": "theirs",
            "space": space.public_id,
            "application": application.public_id,
            "member": application.member.public_id,
            "delivery": delivery.public_id,
            "membership": str(found_space(theirs, space).pk),
        }


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
EVERY_METHOD = ("get", "post", "patch", "put", "delete")


@pytest.mark.parametrize("route", brand_routes())
def test_ids_of_another_brand_do_not_exist(route, brand, foreign, cast, page):
    """A parameter this file does not know becomes an id that nobody has; addresses of the app's own words are left alone."""
    values = {"brand_slug": brand.slug, **foreign}
    path = "/" + PARAMETER.sub(lambda match: values.get(match[1], "zzzzzzzzzzzz"), route)
    client = page(cast.owner)
    for method in EVERY_METHOD:
        response = getattr(client, method)(path, **({} if method == "get" else {"content_type": "application/json"}))
        assert response.status_code in (404, 405), f"{method} {path}: {response.status_code}"
