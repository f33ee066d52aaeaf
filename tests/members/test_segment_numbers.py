"""What a segment's number and sentence tell, and to whom."""

import pytest

from members.actions import create_tag, save_segment
from members.models import BrandMember
from members.queries import count_of, sample_of, segments_holding, sentences
from members.segments.disclosure import disclosed
from tests.members.test_segment_actions import BIRTHDAY, SILENT, rule, set_tier, tier


@pytest.fixture
def segment(cast):
    return save_segment(cast.manager, name="熟客", rule=tier(2, 3))


@pytest.fixture
def tag(cast):
    return create_tag(cast.owner, name="VIP")


@pytest.mark.parametrize("name", ["manager", "analyst", "editor"])
def test_small_numbers_and_their_people_are_not_told(cast, segment, name):
    set_tier(cast.member, 2)
    viewer = getattr(cast, name)
    count = count_of(viewer, segment.rule)
    assert count.exact is None
    assert count.is_few
    assert count.shown.startswith("fewer than")
    assert sample_of(viewer, segment.rule, count) == []


def test_owner_reads_the_number_and_the_people(cast, segment):
    set_tier(cast.member, 2)
    count = count_of(cast.owner, segment.rule)
    assert (count.exact, count.shown) == (1, "1 person")
    assert sample_of(cast.owner, segment.rule, count) == [cast.member.member]


def test_analyst_never_sees_people_and_manager_none_by_birthday(cast, segment, account, brand):
    for number in range(40):
        user = account(f"x{number}")
        BrandMember.objects.create(brand=brand, account=user, display_name="x", vip_tier=2, birthday="1990-07-01")
    assert len(sample_of(cast.manager, segment.rule, count_of(cast.manager, segment.rule))) == 5
    assert sample_of(cast.manager, BIRTHDAY, count_of(cast.manager, BIRTHDAY)) == []
    assert sample_of(cast.analyst, segment.rule, count_of(cast.analyst, segment.rule)) == []


def test_numbers_are_in_tens_never_below_ten_and_the_same_each_time(cast):
    for number in range(200):
        one = disclosed(number, tier(1), cast.analyst)
        assert one.about % 10 == 0
        assert abs(one.about - number) < 10
        assert one == disclosed(number, tier(1), cast.analyst)
        assert one.is_few if number < 10 else True
        assert one.exact is None


def test_order_of_writing_changes_no_number(cast):
    one, two = {"field": "joined", "days": 3}, {"field": "silent", "days": 9}
    shown = {
        disclosed(1234, rule(*rules), cast.analyst) for rules in ((one, two), (two, one), ({**one, "not": False}, two))
    }
    assert len(shown) == 1


def test_two_questions_that_differ_by_one_person_tell_nothing_of_them(cast):
    """Over many pairs the number falls about as often with the person as without, whatever the true difference is."""
    steps = {0: 0, 1: 0}
    for days in range(1, 1001):
        wide, narrow = rule({"field": "joined", "days": days}), rule({"field": "joined", "days": days, "not": True})
        for is_in in steps:
            shown = (
                disclosed(1000 + days, wide, cast.analyst).about
                - disclosed(1000 + days - is_in, narrow, cast.analyst).about
            )
            steps[is_in] += shown > 0
    assert abs(steps[1] - steps[0]) < 150, "one person in a thousand pairs moves the number in about a tenth of them"
    assert min(steps.values()) > 50, "the number also rises when nobody was added"


# -- meaning ----------------------------------------------------------------------------------------------------------


def test_sentence_says_what_is_asked(cast, community, tag):
    asked = rule(
        {"field": "tag", "not": False, "tag": tag.public_id},
        {"match": "any", "not": True, "rules": [SILENT["rules"][0], {"field": "space", "space": community.public_id}]},
        {"field": "did", "verb": "comment.published", "times": 3, "days": 30},
    )
    assert sentences([asked]) == [
        "Members who have the tag “VIP” and not (were silent for 60 days or belong to 山嵐廣場) "
        "and commented at least 3 times in the last 30 days."
    ]


def test_person_is_told_which_segments_they_are_in(cast, segment):
    set_tier(cast.member, 2)
    save_segment(cast.owner, name="quiet", rule=SILENT)
    member = BrandMember.objects.get(pk=cast.member.member.pk)
    assert [(one.name, said) for one, said in segments_holding(member)] == [
        ("熟客", "Members who are in: Tier 2, Tier 3.")
    ]


def test_switched_off_accounts_are_in_none(cast, segment):
    set_tier(cast.member, 2)
    cast.member.user.is_active = False
    cast.member.user.save()
    assert count_of(cast.owner, segment.rule).exact == 0
