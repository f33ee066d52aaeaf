"""The gate: what outsiders see, applying with kept answers, and nothing of the inside by any door."""

import re

import pytest

from content.actions import publish_post
from members.actions import apply_to_space, approve_application, decline_application
from members.models import Application
from members.viewer import Viewer
from spaces.models import Space

HOME = "/@shanlan/g/roastery/"
CANARY = "canary-words-of-the-inside"
QUESTIONS = [
    {
        "key": "q1",
        "label": "How do you drink coffee?",
        "hint": "Be honest.",
        "kind": "text",
        "options": [],
        "required": True,
    },
    {"key": "q2", "label": "Where?", "hint": "", "kind": "choice", "options": ["Home", "Shop"], "required": True},
    {
        "key": "q3",
        "label": "Which beans?",
        "hint": "",
        "kind": "choices",
        "options": ["A", "B", "C"],
        "required": False,
    },
    {"key": "q4", "label": "I keep it to myself.", "hint": "", "kind": "consent", "options": [], "required": True},
]
ANSWERS = {"answers.q1": "Filter.", "answers.q2": "Home", "answers.q3": ["A", "C"], "answers.q4": "on"}


@pytest.fixture
def asking(group) -> Space:
    group.questions, group.rules, group.about = QUESTIONS, "Be kind.\nShare.", "A small table."
    group.offers = [{"seal": "豆", "title": "Beans first", "text": "One a month."}]
    group.listed_publicly = True
    group.save()
    return group


def html(response) -> str:
    return response.content.decode()


def test_gate_says_what_is_offered_and_asks(asking, cast, page):
    text = html(page(cast.guest).get(HOME))
    for words in ("Beans first", "A small table.", "Be kind.", "How do you drink coffee?", "Send application"):
        assert words in text


def test_visitor_is_asked_to_sign_in_and_comes_back(asking, cast, page):
    text = html(page(cast.anonymous).get(HOME))
    assert "/accounts/login/?next=/%40shanlan/g/roastery/" in text.replace("/@", "/%40") or "next=/@shanlan" in text
    assert "Send application" not in text
    assert "csrfmiddlewaretoken" not in text.split("<main")[1]


def test_answers_are_stored_as_asked(asking, cast, page):
    assert page(cast.guest).post(f"{HOME}apply/", ANSWERS).headers["Location"] == HOME
    stored = {one["key"]: one["answer"] for one in Application.objects.get().answers}
    assert stored == {"q1": "Filter.", "q2": "Home", "q3": ["A", "C"], "q4": True}


def test_mistakes_are_told_beside_each_field_and_everything_typed_is_kept(asking, cast, page):
    response = page(cast.guest).post(f"{HOME}apply/", {"answers.q1": "Kept words", "answers.q3": ["B"]})
    text = html(response)
    assert response.status_code == 422
    assert "Kept words" in text
    assert 'value="B"' in text and "checked" in text.split('value="B"')[1][:80]
    assert "Choose one of the options." in text
    assert "Please agree to this to apply." in text
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("answers.q1", "nul\x00byte"),
        ("answers.q1", "x" * 10_000),
        ("answers.q2", "Nowhere"),
        ("answers.q3", ["Z"]),
    ],
)
def test_bad_input_is_a_complaint_beside_the_field(asking, cast, page, field, value):
    response = page(cast.guest).post(f"{HOME}apply/", ANSWERS | {field: value})
    assert response.status_code == 422
    assert "notice-bad" in html(response)
    assert not Application.objects.exists()


def test_second_application_is_told_and_changes_nothing(asking, cast, page):
    browser = page(cast.guest)
    browser.post(f"{HOME}apply/", ANSWERS)
    assert "already waiting" in html(browser.post(f"{HOME}apply/", ANSWERS, follow=True))
    assert Application.objects.count() == 1


def test_waiting_applicant_sees_steps_answers_and_the_way_out(asking, cast, page):
    browser = page(cast.guest)
    browser.post(f"{HOME}apply/", ANSWERS)
    text = html(browser.get(HOME))
    assert 'aria-current="step"' in text
    assert "Filter." in text
    assert "Send application" not in text
    browser.post(f"{HOME}withdraw/")
    assert Application.objects.get().state == "withdrawn"
    assert "Send application" in html(browser.get(HOME))


def test_declined_applicant_reads_why_and_can_apply_again(asking, cast, page):
    browser = page(cast.guest)
    browser.post(f"{HOME}apply/", ANSWERS)
    decline_application(cast.admin, Application.objects.get(), reason="Tell us more.")
    text = html(browser.get(HOME))
    assert "Tell us more." in text
    assert "Send application" in text
    browser.post(f"{HOME}apply/", ANSWERS)
    assert Application.objects.filter(state="waiting").count() == 1


def test_member_has_the_club_and_leaves_with_its_number_kept(cast, group, page):
    browser = page(cast.member)
    text = html(browser.get(HOME))
    assert "Your membership" in text
    browser.post(f"{HOME}leave/")
    assert "Apply to join" in html(browser.get(HOME))
    application = apply_to_space(Viewer(cast.member.user), group, answers={"q1": "Again."})
    approve_application(cast.admin, application)
    assert cast.member.member.memberships.get(space=group).number == 4


def test_who_leaves_a_secret_group_ends_in_the_directory(cast, secret, page):
    assert page(cast.member).post("/@shanlan/g/lab/leave/").headers["Location"] == "/@shanlan/g/"


@pytest.fixture
def inside(cast, group):
    """Something of each kind within the group, all with the canary."""
    publish_post(cast.admin, group, body=f"{CANARY} post")
    return group


@pytest.mark.parametrize("who", ["guest", "editor", "agent", "outsider", "anonymous"])
def test_nothing_of_the_inside_shows_before_approval(inside, cast, page, who):
    Space.objects.filter(pk=inside.pk).update(listed_publicly=True)
    if who == "guest":
        apply_to_space(cast.guest, inside, answers={"q1": "Filter."})
    browser = page(getattr(cast, who))
    doors = ["", "members/", "announcements/", "posts/new/", "posts/review/"]
    paths = [HOME + door for door in doors] + [
        "/@shanlan/",
        "/@shanlan/g/",
        f"/api/v1/@shanlan/posts/?space={inside.public_id}",
        f"/api/v1/@shanlan/memberships/?space={inside.public_id}",
        f"/api/v1/@shanlan/announcements/?space={inside.public_id}",
    ]
    for path in paths:
        response = browser.get(path)
        assert CANARY not in html(response), path
        assert "expert" not in html(response) or "Expert" in html(response), path


def test_secret_group_answers_like_one_that_never_was(cast, secret, page):
    browser = page(cast.guest)
    real, random = browser.get("/@shanlan/g/lab/"), browser.get("/@shanlan/g/bal/")
    assert real.status_code == random.status_code == 404
    assert bare(real).replace("/lab/", "/bal/") == bare(random)


def bare(response) -> str:
    """Without the tokens that differ at every answer."""
    return re.sub(r'(content|value)="[0-9A-Za-z]{64}"', "", html(response))


def test_manager_looks_in_and_it_is_recorded_once_a_day(cast, group, page):
    from activity.models import Activity

    browser = page(cast.manager)
    assert "This visit is recorded" in html(browser.get(HOME))
    browser.get(HOME)
    assert Activity.objects.filter(verb="space.inspected", actor_id=cast.manager.member.pk).count() == 1
