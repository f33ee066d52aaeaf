"""The admissions desk: whose applications stand there, and what a decision shows."""

import pytest

from members.actions import apply_to_space, approve_application
from members.models import Application, Membership
from spaces.models import Space

DESK = "/@shanlan/manage/applications/"


@pytest.fixture
def application(cast, group) -> Application:
    return apply_to_space(cast.guest, group, answers={"q1": "Filter, every morning."})


def html(response) -> str:
    return response.content.decode()


def test_empty_desk_says_so(cast, group, page):
    assert "Nobody is waiting" in html(page(cast.admin).get(DESK))


def test_admin_sees_answers_beside_the_person(application, cast, page):
    browser = page(cast.admin)
    assert "guest" in html(browser.get(DESK))
    text = html(browser.get(f"{DESK}{application.public_id}/"))
    assert "Filter, every morning." in text
    assert "山嵐廣場" in text  # where the guest belongs, as far as the admin may see


def test_admin_of_one_group_sees_nothing_of_another(application, cast, brand, page, account):
    other = Space.objects.create(
        brand=brand,
        kind="group",
        slug="x",
        name="x",
        visibility="listed",
        join_policy="apply",
        posting_policy="members",
    )
    theirs = apply_to_space(cast.guest, other, answers={})
    browser = page(cast.admin)
    assert theirs.public_id not in html(browser.get(DESK))
    assert browser.get(f"{DESK}{theirs.public_id}/").status_code == 404
    assert theirs.public_id in html(page(cast.manager).get(DESK))


def test_approval_goes_back_to_the_desk_with_a_word(application, cast, page):
    response = page(cast.admin).post(f"{DESK}{application.public_id}/approve/", follow=True)
    assert response.redirect_chain == [(DESK, 302)]
    assert "guest is now a member of 焙火室." in html(response)


def test_ready_reason_and_own_words_reach_the_applicant_together(application, cast, page):
    ready = "We would like to know a little more about you. Write us more and apply again."
    page(cast.admin).post(f"{DESK}{application.public_id}/decline/", {"template": ready, "words": "Beans?"})
    application.refresh_from_db()
    assert application.state == "declined"
    assert application.reason.endswith("\nBeans?")
    assert "know a little more" in application.reason


@pytest.mark.parametrize("given", [{}, {"template": "own", "words": "  "}, {"template": "nope"}])
def test_refusal_without_a_reason_is_not_sent(application, cast, page, given):
    response = page(cast.admin).post(f"{DESK}{application.public_id}/decline/", given)
    assert response.status_code == 422
    application.refresh_from_db()
    assert application.state == "waiting"


def test_slower_admin_sees_who_was_faster(application, cast, page):
    browser = page(cast.admin)
    browser.get(f"{DESK}{application.public_id}/")
    approve_application(cast.owner, application)
    response = browser.post(f"{DESK}{application.public_id}/decline/", {"words": "Later."}, follow=True)
    text = html(response)
    assert "Someone else has already decided" in text
    assert "owner" in text
    assert Membership.objects.filter(space=application.space, member=application.member, state="active").exists()


def test_in_a_full_group_the_approved_wait_in_line(application, cast, group, page):
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count)
    response = page(cast.admin).post(f"{DESK}{application.public_id}/approve/", follow=True)
    assert "gets in as soon as 焙火室 has a free place" in html(response)
    application.refresh_from_db()
    assert application.state == "queued"
    assert "You are number 1 in line." in html(page(cast.guest).get("/@shanlan/g/roastery/"))


def test_filters_by_state_and_group_and_says_when_nothing_is_left(application, cast, group, page):
    browser = page(cast.admin)
    assert "Nothing under this filter" in html(browser.get(f"{DESK}?state=declined"))
    assert "guest" in html(browser.get(f"{DESK}?state=waiting&group={group.public_id}"))
    assert browser.get(f"{DESK}?state=nonsense&group=nonsense&after=nonsense").status_code == 200


def test_long_desk_goes_on_where_it_stopped(cast, group, brand, account, page):
    from members.actions import join_brand
    from members.viewer import Viewer

    for number in range(23):
        viewer = Viewer(account(f"person{number:02}"))
        join_brand(viewer, brand)
        apply_to_space(viewer, group, answers={"q1": "x"})
    browser = page(cast.admin)
    first = html(browser.get(DESK))
    assert "person00" in first and "person20" not in first
    mark = first.split("?after=")[1].split('"')[0]
    rest = html(browser.get(f"{DESK}?after={mark}", headers={"HX-Request": "true"}))
    assert rest.count("<tr data-row>") == 3 and "person22" in rest and "person00" not in rest
