"""Pages of the desk and of the rules: filters, many at once, asking back, and a full group at its gate."""

import pytest

from members.actions import add_rule, apply_to_space, approve_application, decline_application
from members.models import AdmissionRule, Application
from spaces.models import Space

DESK = "/@shanlan/manage/applications/"
GATE = "/@shanlan/g/roastery/"


@pytest.fixture
def three(cast, group) -> list[Application]:
    words = ("Filter, 臺北", "Espresso", "Tea")
    people = (cast.guest, cast.editor, cast.agent)
    return [apply_to_space(one, group, answers={"q1": word}) for one, word in zip(people, words, strict=True)]


def html(response) -> str:
    return response.content.decode()


def admission(space) -> str:
    return f"/@shanlan/manage/spaces/{space.public_id}/admission/"


def test_desk_finds_by_name_and_by_answer_in_every_spelling(three, cast, page):
    browser = page(cast.admin)
    for query, found in (("q=台北", ["guest"]), ("q=EDIT", ["editor"]), ("q=tea", ["agent"]), ("age=1", [])):
        text = html(browser.get(f"{DESK}?{query}"))
        for name in ("guest", "editor", "agent"):
            assert (f"Choose {name}" in text) is (name in found), (query, name)


def test_desk_filters_by_what_decided(three, cast, group, page):
    never = {"what": "answer", "how": "is", "subject": "q1", "value": "never"}
    rule = add_rule(cast.admin, group, name="Rule of thumb", outcome="approve", conditions=[never])
    Application.objects.filter(pk=three[0].pk).update(rule=rule, rule_name=rule.name, state="approved")
    approve_application(cast.admin, three[1])
    browser = page(cast.admin)
    for wanted, found in ((rule.public_id, "guest"), ("rules", "guest"), ("people", "editor")):
        text = html(browser.get(f"{DESK}?state=approved&rule={wanted}"))
        assert f">{found}</a>" in text
        assert f">{'editor' if found == 'guest' else 'guest'}</a>" not in text


def test_many_are_approved_and_the_filter_stays(three, cast, page):
    ids = [one.public_id for one in three[:2]]
    response = page(cast.admin).post(f"{DESK}decide/", {"ids": ids, "do": "approve", "back": "q=e"}, follow=True)
    assert response.redirect_chain == [(f"{DESK}?q=e", 302)]
    assert "2 applications are decided." in html(response)


def test_what_could_not_be_decided_is_told_one_by_one(three, cast, page):
    decline_application(cast.owner, three[0], reason="No.")
    response = page(cast.admin).post(f"{DESK}decide/", {"ids": [one.public_id for one in three], "do": "approve"})
    text = html(response)
    assert "2 are decided" in text and "1 is not" in text
    assert "Someone else has already decided" in text


def test_declining_many_asks_for_the_reason_first(three, cast, page):
    browser, ids = page(cast.admin), [one.public_id for one in three]
    asked = html(browser.post(f"{DESK}decide/", {"ids": ids, "do": "decline"}))
    assert "Decline 3 applications" in asked
    assert browser.post(f"{DESK}decide/", {"ids": ids, "do": "decline", "words": " "}).status_code == 422
    assert Application.objects.filter(state="waiting").count() == 3
    browser.post(f"{DESK}decide/", {"ids": ids, "do": "decline", "words": "Not now."})
    assert set(Application.objects.values_list("state", "reason")) == {("declined", "Not now.")}


def test_nothing_chosen_is_told(three, cast, page):
    assert "Choose at least one" in html(page(cast.admin).post(f"{DESK}decide/", {"do": "approve"}, follow=True))


def test_asking_back_and_answering(three, cast, page):
    browser = page(cast.admin)
    url = f"{DESK}{three[0].public_id}/"
    assert browser.post(f"{url}ask/", {"question": " "}).status_code == 422
    browser.post(f"{url}ask/", {"question": "Which beans?"})
    assert "Which beans?" in html(browser.get(url))
    guest = page(cast.guest)
    assert "Which beans?" in html(guest.get(GATE))
    assert guest.post(f"{GATE}answer/", {"answer": ""}).status_code == 422
    assert "on its way" in html(guest.post(f"{GATE}answer/", {"answer": "Leye."}, follow=True))
    assert "Leye." in html(page(cast.admin).get(url))


def test_rule_is_written_without_script_and_decides(cast, group, page):
    browser = page(cast.admin)
    rows = {
        "conditions-TOTAL_FORMS": "5",
        "conditions-INITIAL_FORMS": "5",
        "conditions-0-about": "answer:q1",
        "conditions-0-how": "contains",
        "conditions-0-value": "filter",
    }
    data = {"name": "Filter people", "outcome": "approve", "is_on": "on", **rows}
    assert browser.post(f"{admission(group)}new/", data).status_code == 302
    text = html(browser.get(admission(group)))
    assert "the answer to “How do you drink coffee?” contains “filter”" in text
    response = page(cast.guest).post(f"{GATE}apply/", {"answers.q1": "Filter."}, follow=True)
    assert "You are in: welcome to 焙火室" in html(response)
    assert "by the rule “Filter people”" in html(page(cast.admin).get(f"{DESK}{Application.objects.get().public_id}/"))
    rule = AdmissionRule.objects.get()
    url = f"/@shanlan/manage/spaces/admission-rules/{rule.public_id}/"
    assert page(cast.admin).post(url, data | {"is_on": "", "name": "Off"}).status_code == 302
    rule.refresh_from_db()
    assert (rule.name, rule.is_on) == ("Off", False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"outcome": "decline"}, "Tell the applicant why."),
        ({"conditions-0-about": ""}, "Give at least one condition."),
        ({"conditions-0-about": "tag:gone"}, "Look at the conditions again."),
        ({"conditions-0-how": "at_least"}, "This comparison does not fit what is asked."),
        ({"conditions-TOTAL_FORMS": "x"}, "Look at the conditions again."),
    ],
)
def test_bad_rule_is_told_beside_the_field_and_kept(cast, group, page, change, words):
    data = {
        "name": "Kept name",
        "outcome": "approve",
        "conditions-TOTAL_FORMS": "1",
        "conditions-INITIAL_FORMS": "0",
        "conditions-0-about": "answer:q1",
        "conditions-0-how": "contains",
        "conditions-0-value": "filter",
    }
    response = page(cast.admin).post(f"{admission(group)}new/", data | change)
    assert response.status_code == 422
    assert words in html(response)
    assert not AdmissionRule.objects.exists()


def test_declined_by_a_rule_the_applicant_reads_why_but_not_which(cast, group, page):
    young = {"what": "age", "how": "under", "value": 7}
    add_rule(cast.admin, group, name="Inner name", outcome="decline", reason="In a week.", conditions=[young])
    text = html(page(cast.guest).post(f"{GATE}apply/", {"answers.q1": "x"}, follow=True))
    assert "In a week." in text
    assert "Inner name" not in text


def test_ready_reasons_are_the_groups_own(three, cast, group, page):
    browser = page(cast.admin)
    assert browser.post(admission(group), {"refusals": "Too far.\n\nToo early.\n"}).status_code == 302
    text = html(browser.get(f"{DESK}{three[0].public_id}/"))
    assert "Too early." in text and "We are full at the moment" not in text
    assert browser.post(admission(group), {"refusals": "\n".join("123456789")}).status_code == 422


def test_full_group_says_so_at_the_gate_and_leads_next_door(cast, group, page):
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count, when_full="sibling")
    browser = page(cast.guest)
    assert "This group is full." in html(browser.get(GATE))
    response = browser.post(f"{GATE}apply/", {"answers.q1": "x"}, follow=True)
    assert response.redirect_chain == [("/@shanlan/g/roastery-2/", 302)]
    assert "the same group, with room" in html(response)
    assert "went on to 焙火室 2" in html(browser.get(GATE))


def test_trial_tells_what_would_have_been(three, cast, group, page):
    filter_only = {"what": "answer", "how": "contains", "subject": "q1", "value": "Filter"}
    add_rule(cast.admin, group, name="x", outcome="approve", conditions=[filter_only])
    text = html(page(cast.admin).get(f"{admission(group)}trial/"))
    assert "1 would have been decided by a rule;" in text and "2 would have waited for you." in text


def test_rules_of_the_address_decide_the_limit_too(cast, group, page):
    data = {"version": "1", "name": "x", "visibility": "listed", "join_policy": "apply", "posting_policy": "review"}
    data |= {"size_limit": "50", "when_full": "sibling", "return_policy": "apply", "return_days": "7"}
    for prefix in ("offers", "questions"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    page(cast.admin).post(f"/@shanlan/manage/spaces/{group.public_id}/", data)
    group.refresh_from_db()
    assert (group.size_limit, group.when_full) == (50, "sibling")
