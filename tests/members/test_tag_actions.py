"""Tags: one name however it is written, given once, taken back, and never by those who may not."""

import pytest
from django.db import IntegrityError, transaction

from activity.models import Activity
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from members.actions import (
    change_tag,
    create_tag,
    delete_tag,
    join_brand,
    tag_member,
    tag_people,
    untag_member,
    untag_people,
    update_profile,
)
from members.models import BrandMember, MemberTag
from members.models.tag import GivenBy
from members.queries import tags_of, tags_with_counts
from members.viewer import Viewer


@pytest.fixture
def regulars(cast):
    return create_tag(cast.manager, name="常客會員")


def test_tag_is_one_in_every_spelling(cast, regulars):
    with pytest.raises(Conflict) as caught:
        create_tag(cast.manager, name="常客会员")
    assert caught.value.code == "tag_exists"


@pytest.mark.parametrize("name", ["", "   ", "x" * 25, "\u200b", "a\x00b"])
def test_name_that_is_none_is_refused(cast, name):
    with pytest.raises(Invalid):
        create_tag(cast.manager, name=name)


def test_member_cannot_tag(cast, regulars):
    for act in (
        lambda: create_tag(cast.admin, name="x"),
        lambda: change_tag(cast.admin, regulars, name="x"),
        lambda: delete_tag(cast.admin, regulars),
        lambda: tag_member(cast.admin, regulars, cast.member.member),
        lambda: untag_member(cast.admin, regulars, cast.member.member),
        lambda: tag_people(cast.admin, regulars, BrandMember.objects.all()),
        lambda: untag_people(cast.admin, regulars, BrandMember.objects.all()),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not MemberTag.objects.exists()


def test_first_hand_stays(cast, regulars):
    assert tag_member(cast.manager, regulars, cast.member.member, why="Comes every day")
    assert not tag_member(cast.owner, regulars, cast.member.member, why="Again", given_by=GivenBy.API)
    (given,) = tags_of([cast.member.member])[cast.member.member.pk]
    assert (given.given_by, given.given_by_member_id, given.why) == ("hand", cast.manager.actor_id, "Comes every day")
    assert Activity.objects.filter(verb="member.tagged").count() == 1


def test_many_are_tagged_in_one_statement(cast, regulars, django_assert_num_queries):
    tag_member(cast.manager, regulars, cast.member.member)
    everyone = BrandMember.objects.all()
    count = everyone.count()
    with django_assert_num_queries(5 if transaction.get_connection().vendor == "sqlite" else 6):
        assert tag_people(cast.manager, regulars, everyone, why="Spring list") == count - 1
    assert tags_with_counts(cast.manager).get().people == count
    fact = Activity.objects.get(verb="members.tagged")
    assert fact.detail == {"count": count - 1, "given_by": "hand"}


def test_rule_takes_back_only_what_a_rule_gave(cast, regulars):
    tag_member(cast.manager, regulars, cast.member.member)
    tag_people(cast.manager, regulars, BrandMember.objects.all(), given_by=GivenBy.RULE)
    untag_people(cast.manager, regulars, BrandMember.objects.all(), only=GivenBy.RULE)
    assert list(MemberTag.objects.values_list("member_id", flat=True)) == [cast.member.member.pk]


def test_untagging_twice_changes_nothing(cast, regulars):
    tag_member(cast.manager, regulars, cast.member.member)
    assert untag_member(cast.manager, regulars, cast.member.member)
    assert not untag_member(cast.manager, regulars, cast.member.member)
    assert Activity.objects.filter(verb="member.untagged").count() == 1


def test_deleted_tag_is_gone_from_everybody(cast, regulars):
    tag_member(cast.manager, regulars, cast.member.member)
    delete_tag(cast.manager, regulars)
    delete_tag(cast.manager, regulars)
    assert not MemberTag.objects.exists()
    with pytest.raises(NotVisible):
        tag_member(cast.manager, regulars, cast.member.member)


def test_tag_is_renamed_with_its_key(cast, regulars):
    assert change_tag(cast.manager, regulars, name="老朋友", about="Three years").name_key == "老朋友"
    create_tag(cast.manager, name="常客會員")
    with pytest.raises(Conflict):
        change_tag(cast.manager, regulars, name="常客会员")


def test_name_is_found_by_its_key_whoever_wrote_it(cast, brand, account):
    member = join_brand(Viewer(account("陳以安")), brand)
    assert (member.name_key, member.name_parts) == ("陈以安", "陈以 以安 安")
    update_profile(Viewer(member.account), display_name="ＺＯË")
    assert BrandMember.objects.get(pk=member.pk).name_key == "zoe"
    BrandMember.objects.filter(pk=member.pk).update(display_name="林若晴")
    assert BrandMember.objects.get(pk=member.pk).name_parts == "林若 若晴 晴"


def test_database_refuses_a_tier_that_is_none_and_inviting_oneself(cast):
    for columns in ({"vip_tier": 10}, {"invited_by": cast.member.member}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BrandMember.objects.filter(pk=cast.member.member.pk).update(**columns)
