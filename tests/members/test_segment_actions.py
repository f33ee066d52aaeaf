"""Saving segments, tags that follow them, and what a number tells."""

import datetime as dt

import pytest

from activity.models import Activity
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from members.actions import (
    archive_segment,
    change_segment,
    create_tag,
    duplicate_segment,
    follow_segment,
    keep_due_tags,
    let_go_of_tag,
    restore_segment,
    save_segment,
    tag_member,
)
from members.models import BrandMember, MemberTag, TagRule
from members.queries import get_segment, segments_for


def rule(*rules: dict) -> dict:
    return {"match": "all", "not": False, "rules": list(rules)}


def tier(*tiers: int) -> dict:
    return rule({"field": "vip_tier", "not": False, "tiers": list(tiers)})


SILENT = rule({"field": "silent", "not": False, "days": 60})
BIRTHDAY = rule({"field": "birthday_month", "not": False, "months": [7]})


@pytest.fixture
def segment(cast):
    return save_segment(cast.manager, name="熟客", rule=tier(2, 3))


def test_who_runs_the_brand_saves_and_others_do_not(cast):
    assert save_segment(cast.manager, name="  熟客 ", rule=tier(1)).name == "熟客"
    for other in (cast.editor, cast.analyst, cast.admin, cast.member, cast.anonymous):
        with pytest.raises(NotAllowed):
            save_segment(other, name="x", rule=tier(1))


def test_a_name_is_taken_once_among_living_ones(cast, segment):
    with pytest.raises(Conflict) as refused:
        save_segment(cast.owner, name="熟客", rule=tier(1))
    assert refused.value.code == "segment_exists"
    archive_segment(cast.owner, segment)
    other = save_segment(cast.owner, name="熟客", rule=tier(1))
    with pytest.raises(Conflict):
        restore_segment(cast.owner, segment)
    archive_segment(cast.owner, other)
    assert not restore_segment(cast.owner, segment).is_archived


def test_change_moves_the_version_and_the_same_again_records_nothing(cast, segment):
    changed = change_segment(cast.owner, segment, name="老朋友", rule=tier(9), version=1)
    assert (changed.name, changed.version) == ("老朋友", 2)
    change_segment(cast.owner, segment, name="老朋友", rule=tier(9))
    assert Activity.objects.filter(verb="segment.changed").count() == 1
    with pytest.raises(Conflict):
        change_segment(cast.owner, segment, name="x", version=1)


def test_copy_gets_a_name_of_its_own(cast, segment):
    assert [duplicate_segment(cast.owner, segment).name for _twice in range(2)] == ["熟客 (2)", "熟客 (3)"]


def test_segment_that_names_a_hidden_group_is_not_there_for_whoever_may_not_know_it(cast, secret):
    named = save_segment(cast.owner, name="x", rule=rule({"field": "space", "space": secret.public_id}))
    assert get_segment(cast.manager, named.public_id) == named
    for unaware in (cast.analyst, cast.editor):
        assert named not in segments_for(unaware)
        with pytest.raises(NotVisible):
            get_segment(unaware, named.public_id)


def test_birthdays_cannot_be_opened_to_admins_of_groups(cast):
    with pytest.raises(Invalid) as refused:
        save_segment(cast.owner, name="x", rule=BIRTHDAY, is_open=True)
    assert refused.value.code == "asks_contact"


# -- tags by rule -----------------------------------------------------------------------------------------------------


@pytest.fixture
def tag(cast):
    return create_tag(cast.owner, name="VIP")


def holders(tag) -> dict[str, str]:
    return dict(MemberTag.objects.filter(tag=tag).values_list("member__display_name", "given_by"))


def set_tier(viewer, number: int) -> None:
    BrandMember.objects.filter(pk=viewer.member.pk).update(vip_tier=number)


def later(minutes: int = 6):
    return clock.at(clock.now() + dt.timedelta(minutes=minutes))


def test_tag_follows_people_in_and_out_and_hands_are_left_alone(cast, segment, tag):
    set_tier(cast.member, 2)
    tag_member(cast.manager, tag, cast.guest.member, why="Asked for it.")
    follow_segment(cast.manager, segment, tag)
    assert keep_due_tags() == 1
    assert holders(tag) == {"member": "rule", "guest": "hand"}
    assert MemberTag.objects.get(tag=tag, member=cast.member.member).why == "熟客"
    set_tier(cast.member, 0)
    set_tier(cast.expert, 3)
    assert keep_due_tags() == 0, "not due yet"
    with later():
        assert keep_due_tags() == 1
    assert holders(tag) == {"expert": "rule", "guest": "hand"}


def test_hand_set_tag_stays_when_its_person_enters_and_leaves(cast, segment, tag):
    set_tier(cast.guest, 2)
    tag_member(cast.manager, tag, cast.guest.member)
    follow_segment(cast.manager, segment, tag)
    keep_due_tags()
    set_tier(cast.guest, 0)
    with later():
        keep_due_tags()
    assert holders(tag) == {"guest": "hand"}


def test_letting_go_takes_off_what_the_rule_gave(cast, segment, tag):
    set_tier(cast.member, 2)
    tag_member(cast.manager, tag, cast.guest.member)
    follow_segment(cast.manager, segment, tag)
    keep_due_tags()
    let_go_of_tag(cast.manager, segment, tag)
    let_go_of_tag(cast.manager, segment, tag)
    assert holders(tag) == {"guest": "hand"}
    assert Activity.objects.filter(verb="tag.let_go").count() == 1


def test_objecting_takes_a_behavioural_tag_off_at_the_next_look(cast, tag):
    quiet = save_segment(
        cast.owner, name="quiet", rule=rule({"field": "joined", "days": 30}, SILENT["rules"][0] | {"not": True})
    )
    follow_segment(cast.owner, quiet, tag)
    keep_due_tags()
    assert "member" in holders(tag)
    BrandMember.objects.filter(pk=cast.member.member.pk).update(personal_targeting_objected_at=clock.now())
    with later():
        keep_due_tags()
    assert "member" not in holders(tag)


def test_changed_rule_is_looked_at_at_once(cast, segment, tag):
    set_tier(cast.member, 9)
    follow_segment(cast.owner, segment, tag)
    keep_due_tags()
    change_segment(cast.owner, segment, rule=tier(9))
    keep_due_tags()
    assert holders(tag) == {"member": "rule"}


def test_tag_cannot_follow_a_question_about_itself(cast, tag):
    asks_tag = save_segment(cast.owner, name="a", rule=rule({"field": "tag", "tag": tag.public_id, "not": True}))
    with pytest.raises(Invalid) as refused:
        follow_segment(cast.owner, asks_tag, tag)
    assert refused.value.code == "circle"


def test_nor_about_a_tag_that_follows_it(cast, segment, tag):
    second = create_tag(cast.owner, name="second")
    asks_first = save_segment(cast.owner, name="a", rule=rule({"field": "tag", "tag": tag.public_id}))
    follow_segment(cast.owner, asks_first, second)
    follow_segment(cast.owner, segment, tag)
    with pytest.raises(Invalid) as refused:
        change_segment(cast.owner, segment, rule=rule({"field": "tag", "tag": second.public_id, "not": True}))
    assert refused.value.code == "circle"


def test_birthday_tag_needs_the_power_to_see_birthdays(cast, tag):
    birthdays = save_segment(cast.owner, name="b", rule=BIRTHDAY)
    with pytest.raises(NotAllowed):
        follow_segment(cast.manager, birthdays, tag)
    assert follow_segment(cast.owner, birthdays, tag)


def test_segment_that_keeps_a_tag_is_not_archived(cast, segment, tag):
    follow_segment(cast.owner, segment, tag)
    with pytest.raises(Conflict) as refused:
        archive_segment(cast.owner, segment)
    assert refused.value.code == "in_use"
    with pytest.raises(Conflict):
        follow_segment(cast.owner, segment, tag)
    assert TagRule.objects.count() == 1
