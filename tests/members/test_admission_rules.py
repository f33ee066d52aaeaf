"""Rules that decide on applications: which one had the word, and which never may."""

import datetime as dt

import pytest

from activity.models import Activity
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import (
    add_rule,
    apply_to_space,
    change_rule,
    create_tag,
    delete_tag,
    order_rules,
    remove_rule,
    tag_member,
)
from members.models import Application, BrandMember, Membership
from members.queries import knows_all_asked, rules_of, trial_of
from members.rules import can_try_rules
from members.viewer import Viewer
from spaces.actions import update_space
from spaces.models import Space
from tests.members.admission import CHOICE, FILTER, condition


def may_try(viewer, group) -> bool:
    return bool(can_try_rules(viewer, group, knows_all_asked(viewer, group)))


def apply(viewer, group, words="filter, every morning", **answers) -> Application:
    return apply_to_space(Viewer(viewer.user), group, answers={"q1": words, **answers})


def test_rule_lets_in_and_says_that_it_did(rule, cast, group, settle):
    made = rule(FILTER, name="Filter people")
    application = apply(cast.guest, group)
    assert (application.state, application.rule_name, application.rule) == ("approved", "Filter people", made)
    assert application.decided_by is None and application.decided_at is not None
    assert Membership.objects.filter(space=group, member=cast.guest.member, state="active").exists()
    assert Activity.objects.get(verb="application.approved").detail == {"rule": made.pk}
    settle()
    assert [one.shown.title for one in rendered(list(inbox_of(cast.admin)), cast.admin) if one.shown] == []


def test_rule_declines_with_its_reason(rule, cast, group, settle):
    rule(condition("age", "under", value=30), outcome="decline", reason="Come back in a month.")
    application = apply(cast.guest, group)
    assert (application.state, application.reason) == ("declined", "Come back in a month.")
    settle()
    assert rendered(list(inbox_of(cast.guest)), cast.guest)[0].shown.body == "Come back in a month."


def test_first_rule_that_fits_has_the_word(rule, cast, group):
    rule(condition("answer", "is", "q2", "Home"), name="second to none")
    last = rule(FILTER, outcome="decline", name="last")
    assert apply(cast.guest, group, q2="Home").rule_name == "second to none"
    order_rules(cast.admin, group, [one.public_id for one in reversed(list(rules_of(group)))])
    assert apply(cast.editor, group, q2="Home").rule == last


def test_what_no_rule_decides_waits(rule, cast, group):
    rule(condition("answer", "is", "q2", "Home"))
    rule(FILTER, is_on=False)
    assert apply(cast.guest, group, q2="Shop").state == "waiting"


def test_all_conditions_must_hold(rule, cast, group, community):
    rule(FILTER, condition("space", "is", community.public_id), condition("answer", "is", "q3"))
    assert apply(cast.guest, group, q3=False).state == "waiting"
    assert apply(cast.agent, group, q3=True).state == "waiting"  # not in the community
    Application.objects.all().delete()
    assert apply(cast.guest, group, q3=True).state == "approved"


@pytest.mark.parametrize(
    ("what", "how", "subject", "value", "fits"),
    [
        ("answer", "contains", "q1", "FILTER", True),
        ("answer", "contains", "q1", "ＦＩＬＴＥＲ", True),
        ("answer", "contains", "q1", "espresso", False),
        ("answer", "lacks", "q1", "espresso", True),
        ("answer", "is", "q1", "Filter, every morning ", True),
        ("answer", "is_not", "q1", "filter", True),
        ("answer", "is", "q2", "Home", True),
        ("answer", "is_not", "q2", "Shop", True),
        ("answer", "is", "q3", "", True),
        ("answer", "is_not", "q3", "", False),
        ("age", "under", "", 1, True),
        ("age", "at_least", "", "1", False),
    ],
)
def test_comparisons(rule, cast, group, what, how, subject, value, fits):
    rule(condition(what, how, subject, value))
    assert (apply(cast.guest, group, q2="Home", q3=True).state == "approved") is fits


@pytest.mark.parametrize(
    ("how", "value", "fits"), [("is", "台北", True), ("is", "臺北", True), ("is_not", "臺北", False)]
)
def test_region_is_the_same_however_it_is_written(rule, cast, group, how, value, fits):
    BrandMember.objects.filter(pk=cast.guest.member.pk).update(region="臺北")
    add_rule(cast.owner, group, name="x", outcome="approve", conditions=[condition("region", how, value=value)])
    assert (apply(cast.guest, group).state == "approved") is fits


def test_tag_opens_the_door_and_a_deleted_one_does_not(rule, cast, group):
    tag = create_tag(cast.owner, name="VIP")
    tag_member(cast.owner, tag, cast.guest.member)
    asks = [condition("tag", "is", tag.public_id)]
    add_rule(cast.owner, group, name="VIP", outcome="approve", conditions=asks)
    assert apply(cast.editor, group).state == "waiting"
    assert apply(cast.guest, group).rule_name == "VIP"
    assert not may_try(cast.admin, group)
    without = [condition("tag", "is_not", tag.public_id)]
    add_rule(cast.owner, group, name="Others", outcome="approve", conditions=without)
    delete_tag(cast.owner, tag)
    assert apply(cast.agent, group).state == "waiting"


def test_admin_who_cannot_see_tags_or_regions_cannot_ask_about_them(rule, cast, group):
    tag = create_tag(cast.owner, name="VIP")
    for asks in (condition("tag", "is", tag.public_id), condition("region", "is", value="台北")):
        with pytest.raises(Invalid):
            rule(asks)


def test_age_of_an_account_counts_in_days(rule, cast, group):
    rule(condition("age", "at_least", value=30))
    user = cast.guest.user
    user.date_joined = clock.now() - dt.timedelta(days=30, minutes=1)
    user.save()
    assert apply(cast.guest, group).state == "approved"


@pytest.mark.parametrize("lost", ["question", "option", "space"])
def test_rule_that_cannot_be_asked_any_more_approves_nobody_and_nor_do_those_after_it(
    rule, cast, group, community, lost
):
    asked = {
        "question": condition("answer", "is_not", "q2", "Shop"),
        "option": condition("answer", "is_not", "q2", "Shop"),
        "space": condition("space", "is_not", community.public_id),
    }
    rule(asked[lost])
    rule(FILTER, name="after it")
    fewer = {"question": group.questions[:1], "option": [group.questions[0], CHOICE | {"options": ["Home", "Away"]}]}
    if lost == "space":
        Space.objects.filter(pk=community.pk).update(archived_at=clock.now())
    else:
        update_space(cast.owner, group, questions=fewer[lost])
    group.refresh_from_db()
    application = apply(cast.editor, group)
    assert (application.state, application.rule_name) == ("waiting", "")
    assert not Membership.objects.filter(space=group, member=cast.editor.member).exists()


def test_space_of_another_brand_is_not_there(rule, cast, other_brand):
    from core import tenancy

    with tenancy.activate(other_brand):
        foreign = Space.objects.create(
            brand=other_brand, kind="community", slug="x", name="x", visibility="public", join_policy="open"
        )
    with pytest.raises(Invalid) as caught:
        rule(condition("space", "is", foreign.public_id))
    assert list(caught.value.fields) == ["conditions.0"]


def test_admin_cannot_ask_about_a_space_whose_members_they_do_not_see(cast, brand, group):
    far = Space.objects.create(
        brand=brand, kind="group", slug="far", name="Far", visibility="listed", join_policy="apply"
    )
    asks = [condition("space", "is", far.public_id)]
    with pytest.raises(Invalid):
        add_rule(cast.admin, group, name="x", outcome="approve", conditions=asks)
    add_rule(cast.owner, group, name="x", outcome="approve", conditions=asks)
    assert not may_try(cast.admin, group)
    assert may_try(cast.owner, group)


def test_only_who_runs_the_group_writes_rules(rule, cast, group):
    made = rule(FILTER)
    for viewer in (cast.moderator, cast.member, cast.guest, cast.editor):
        with pytest.raises(NotAllowed):
            change_rule(viewer, made, name="mine")
    with pytest.raises(NotVisible):
        remove_rule(cast.outsider, made)


def test_decision_keeps_the_name_of_a_rule_that_is_gone(rule, cast, group):
    made = rule(FILTER, name="Filter people")
    application = apply(cast.guest, group)
    remove_rule(cast.admin, made)
    application.refresh_from_db()
    assert (application.rule, application.rule_name) == (None, "Filter people")
    with pytest.raises(Conflict):
        change_rule(cast.admin, made, name="y")


def test_trial_changes_nothing(rule, cast, group):
    application = apply(cast.guest, group)
    made = rule(FILTER)
    (tried,) = trial_of(group)
    assert tried.verdict.rule == made
    application.refresh_from_db()
    assert application.state == "waiting"


def test_order_names_all_rules(rule, cast, group):
    made = rule(FILTER)
    for ids in ([], [made.public_id, "x"], [made.public_id] * 2):
        with pytest.raises(Conflict):
            order_rules(cast.admin, group, ids)
