"""Whatever is asked, the SQL and a reading of every row by hand name the same people."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Activity
from campaigns.actions import claim_coupon, issue_coupon
from campaigns.models import Claim
from core import clock
from members.actions import create_tag
from members.models import BrandMember, Membership, MemberTag
from members.models.brand_member import Origin, Stage
from members.segments.catalogue import conditions
from members.segments.check import checked
from members.segments.compile import asks_behaviour, people_matching
from tests.members.rule_trees import World, random_rule

WORDS = {"regions": ["台北市", "高雄", "臺南", "Taipei"], "interests": ["手沖", "拉花", "cold brew", "豆子"]}
VERBS = ["post.published", "post.submitted", "comment.published", "reaction.added", "member.joined", "coupon.claimed"]
ROUNDS = 400


@pytest.fixture
def crowd(cast, brand, community, group, secret, account, settle):
    """Sixty people with every kind of trait, some of them objecting, switched off, in no space, or with nothing."""
    chance = random.Random(7)
    tags = [create_tag(cast.owner, name=name) for name in ("熟客", "試飲", "老師")]
    now = clock.now()
    for number in range(60):
        person = BrandMember.objects.create(
            brand=brand,
            account=account(
                f"p{number}", language=chance.choice(["", "en", "zh-hant"]), is_active=chance.random() > 0.1
            ),
            display_name=f"p{number}",
            vip_tier=chance.choice([0, 0, 1, 2, 9]),
            region=chance.choice(["", *WORDS["regions"]]),
            birthday=chance.choice([None, dt.date(1990, chance.randint(1, 12), 3)]),
            interests=chance.sample(WORDS["interests"], chance.randint(0, 3)),
            stage=chance.choice(Stage.values),
            source=chance.choice(Origin.values),
            joined_at=now - dt.timedelta(days=chance.randint(0, 120)),
            last_seen_at=chance.choice([None, now - dt.timedelta(days=chance.randint(0, 120))]),
            personal_targeting_objected_at=chance.choice([None, None, None, now]),
        )
        for space in chance.sample([community, group, secret], chance.randint(0, 3)):
            state = chance.choice(["active", "active", "left", "banned", "invited"])
            Membership.objects.create(
                brand=brand,
                space=space,
                member=person,
                state=state,
                role=chance.choice(["member", "member", "expert", "admin"]),
                source=chance.choice(["joined", "applied", "invited"]),
                joined_at=now - dt.timedelta(days=chance.randint(0, 120)),
                ended_at=now if state in ("left", "banned") else None,
            )
        for tag in chance.sample(tags, chance.randint(0, 2)):
            MemberTag.objects.create(brand=brand, tag=tag, member=person)
        for _fact in range(chance.randint(0, 6)):
            Activity.objects.create(
                brand_id=brand.pk,
                verb=chance.choice(VERBS),
                actor_id=chance.choice([person.pk, person.pk, None]),
                space_id=chance.choice([None, community.pk, group.pk]),
                at=now - dt.timedelta(days=chance.randint(0, 100), minutes=1),
            )
    coupon = issue_coupon(cast.owner, None, title="八五折", quantity=50)
    for person in BrandMember.objects.filter(display_name__startswith="p")[::4]:
        Claim.objects.create(brand=brand, coupon=coupon, member=person, ordinal=person.pk)
    claim_coupon(cast.member, coupon)
    return [tag.public_id for tag in tags], [community.public_id, group.public_id, secret.public_id]


def test_sql_and_a_reading_by_hand_agree_on_random_questions(crowd):
    chance, world, sizes = random.Random(20261122), World(), set()
    with clock.at(world.now):
        for _round in range(ROUNDS):
            rule = checked(random_rule(chance, *crowd, WORDS))
            found = set(people_matching(rule).values_list("pk", flat=True))
            assert found == world.answer(rule), rule
            sizes.add(len(found))
    assert len(sizes) > 20, "the questions should tell people apart"


def test_every_condition_tells_somebody_apart(crowd):
    """Otherwise the comparison above would prove nothing about it."""
    world = World()
    chance, everyone = random.Random(3), set(people_matching({"match": "all", "rules": [_anyone()]}).values_list("pk"))
    with clock.at(world.now):
        for name in conditions:
            rules = (random_rule(chance, *crowd, WORDS) for _ in range(2000))
            leaves = [one for rule in rules for one in rule["rules"] if one.get("field") == name][:40]
            answers = [people_matching(checked({"match": "all", "rules": [leaf]})).count() for leaf in leaves]
            assert any(0 < count < len(everyone) for count in answers), name


def _anyone() -> dict:
    return {"field": "joined", "not": False, "days": 3650}


def test_a_question_is_one_statement(crowd):
    rule = checked(random_rule(random.Random(5), *crowd, WORDS))
    with CaptureQueriesContext(connection) as asked:
        people_matching(rule).count()
    assert len(asked) == 1


def test_values_travel_as_parameters(crowd):
    words = ["'; DROP TABLE x; --", "%s", "\\", '"']
    rule = checked(
        {
            "match": "any",
            "rules": [{"field": "region", "regions": words}, {"field": "interest", "interests": words}],
        }
    )
    sql, params = people_matching(rule).query.sql_with_params()
    assert people_matching(rule).count() == 0
    assert "DROP TABLE" not in sql
    assert any("DROP TABLE" in str(one) for one in params)


def test_whoever_objects_is_in_no_question_about_behaviour(cast, community):
    member = cast.member.member
    silent = {"match": "all", "rules": [{"field": "silent", "days": 30}]}
    not_commented = {
        "match": "any",
        "rules": [{"field": "did", "verb": "comment.published", "times": 3, "days": 30, "not": True}],
    }
    nested = {"match": "any", "rules": [_anyone(), {"match": "all", "rules": [{"field": "last_seen", "days": 1}]}]}
    plain = checked({"match": "all", "rules": [{"field": "space", "space": community.public_id}]})
    asked = [checked(rule) for rule in (not_commented, nested)]
    assert all(people_matching(rule).filter(pk=member.pk).exists() for rule in asked)
    BrandMember.objects.filter(pk=member.pk).update(personal_targeting_objected_at=clock.now())
    assert all(asks_behaviour(rule) for rule in (checked(silent), *asked))
    assert not any(people_matching(rule).filter(pk=member.pk).exists() for rule in asked)
    assert people_matching(plain).filter(pk=member.pk).exists()


def test_other_brands_are_not_asked(cast, other_brand):
    everyone = people_matching(checked({"match": "all", "rules": [_anyone()]}))
    assert set(everyone.values_list("brand__slug", flat=True)) == {"shanlan"}


def test_every_verb_named_in_the_catalogue_of_counted_ones_is_a_verb():
    from activity.verbs import catalogue
    from members.segments.catalogue import counted_verbs

    assert {fact for one in counted_verbs.values() for fact in one.facts} <= set(catalogue)
