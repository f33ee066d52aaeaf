"""The overview says what happened, to the unit; shows each person only their own; and costs the same at any size."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activity.actions import record
from activity.verbs import catalogue
from campaigns.actions import draft_announcement, schedule_announcement
from content.actions import publish_post
from core import clock
from members.actions import apply_to_space, join_space
from members.models import Application
from spaces.models import Space

OVERVIEW = "/@shanlan/manage/"


def happens(viewer, verb, *, days_ago=0, space=None, times=1) -> None:
    with clock.at(clock.now() - dt.timedelta(days=days_ago)), transaction.atomic():
        for _ in range(times):
            record(catalogue[verb], viewer=viewer, space=space)


def html(client, path=OVERVIEW) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_days_are_exact(cast, community, page, settle):
    settle()
    happens(cast.member, "post.published", space=community, times=3)
    happens(cast.guest, "post.published", days_ago=2, space=community, times=4)
    settle()
    context = page(cast.owner).get(OVERVIEW).context

    posts = [one.name for one in context["shown"]].index("posts")
    assert [row["values"][posts] for row in context["by_day"]] == [3, 0, 4, 0, 0, 0, 0]
    assert context["tiles"][posts].value == 7


def test_the_period_before_is_compared(cast, community, page, settle):
    happens(cast.member, "post.published", space=community, times=3)
    happens(cast.member, "post.published", days_ago=8, space=community, times=2)
    settle()

    assert "50% more than before" in html(page(cast.owner), f"{OVERVIEW}?days=7")


@pytest.mark.parametrize("days", ["7", "28", "90"])
def test_periods_are_links_and_the_chosen_one_is_marked(cast, page, settle, days):
    settle()
    text = html(page(cast.owner), f"{OVERVIEW}?days={days}")

    assert f'href="{OVERVIEW}?days={days}" aria-current="true"' in text


@pytest.mark.parametrize("days", ["0", "-1", "29", "x", "9" * 5000])
def test_an_odd_period_is_the_usual_one(cast, page, settle, days):
    settle()

    assert page(cast.owner).get(OVERVIEW, {"days": days}).context["period"].length == 28


def test_applications_that_wait_long_come_first(cast, group, page, settle):
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    Application.objects.filter(pk=application.pk).update(created_at=clock.now() - dt.timedelta(hours=30))
    todo = page(cast.owner).get(OVERVIEW).context["todo"]

    assert todo[0].title == "1 application has waited for more than a day"
    assert todo[0].tone == "bad"


def test_posts_in_review_and_planned_announcements_are_listed(cast, group, page, settle):
    publish_post(cast.member, group, body="May I post this?")
    soon = clock.now() + dt.timedelta(hours=2)
    written = draft_announcement(cast.owner, group, title="New beans", body="On Friday.")
    schedule_announcement(cast.owner, written, publish_at=soon)
    todo = page(cast.owner).get(OVERVIEW).context["todo"]

    assert [one.title for one in todo] == ["1 post waits for approval", "“New beans” is scheduled"]


def test_an_analyst_sees_numbers_but_neither_work_nor_closed_groups(cast, group, page, settle):
    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    settle()
    context = page(cast.analyst).get(OVERVIEW).context

    assert context["todo"] == []
    assert [row["space"].slug for row in context["rows"]] == ["plaza"]
    assert len(context["tiles"]) == 6


def test_an_admin_of_spaces_sees_these_only(cast, community, group, page, settle):
    settle()
    Space.objects.create(
        brand=community.brand,
        kind="community",
        slug="other",
        name="Other",
        visibility="public",
        join_policy="open",
        posting_policy="members",
    )
    client = page(cast.admin)
    context = client.get(OVERVIEW).context

    assert context["space"] is not None
    assert {row["space"].slug for row in context["rows"]} == {"plaza", "roastery", "lab"}
    assert client.get(OVERVIEW, {"space": group.public_id}).context["space"] == group


@pytest.mark.parametrize("name", ["editor", "agent", "member", "moderator", "guest", "outsider"])
def test_others_do_not_see_it(cast, page, name):
    assert page(getattr(cast, name)).get(OVERVIEW).status_code == 403


def test_a_visitor_is_asked_to_sign_in(cast, page):
    assert page(cast.anonymous).get(OVERVIEW).status_code == 302


def test_a_secret_group_is_nothing_to_an_analyst(cast, secret, page):
    assert page(cast.analyst).get(OVERVIEW, {"space": secret.public_id}).status_code == 404


def test_a_new_brand_is_told_what_will_appear_here(cast, page):
    assert "Nothing to count yet" in html(page(cast.owner))


def test_it_costs_the_same_for_three_spaces_and_for_twelve(cast, brand, community, group, page, settle):
    settle()
    client = page(cast.owner)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            html(client)
        return len(captured)

    html(client)
    few = queries()
    for number in range(9):
        space = Space.objects.create(
            brand=brand,
            kind="community",
            slug=f"s{number}",
            name=f"S{number}",
            visibility="public",
            join_policy="open",
            posting_policy="members",
        )
        join_space(cast.guest, space)
        happens(cast.guest, "post.published", space=space)
    settle()

    assert queries() == few
    assert few <= 12
