"""The rule builder without JavaScript, and REST over segments."""

import json

import pytest

from brands.actions import create_key
from members.actions import create_tag, save_segment
from members.models import BrandMember, Segment, TagRule

NEW = "/@shanlan/manage/segments/new/"
REST = "/api/v1/@shanlan/segments/"
DID = {"0.field": "did", "0.was": "did", "0.p.verb": "comment.published", "0.p.times": "3", "0.p.days": "30"}
TIER = {"match": "all", "not": False, "rules": [{"field": "vip_tier", "not": False, "tiers": [2]}]}


@pytest.fixture
def segment(cast):
    return save_segment(cast.owner, name="熟客", rule=TIER)


def post(page, viewer, url, **given):
    return page(viewer).post(url, {"how": "all", **given})


def test_builder_saves_what_was_put_together(cast, page):
    given = DID | {"1.how": "any", "1.0.field": "vip_tier", "1.0.was": "vip_tier", "1.0.p.tiers": ["2", "3"]}
    given |= {"1.1.field": "region", "1.1.was": "region", "1.1.p.regions": "台北，高雄, 台南", "1.1.not": "on"}
    answer = post(page, cast.manager, NEW, name="x", do="save", **given)
    assert answer.status_code == 302
    assert Segment.objects.get().rule == {
        "match": "all",
        "not": False,
        "rules": [
            {"field": "did", "not": False, "verb": "comment.published", "times": 3, "days": 30},
            {
                "match": "any",
                "not": False,
                "rules": [
                    {"field": "vip_tier", "not": False, "tiers": [2, 3]},
                    {"field": "region", "not": True, "regions": ["台北", "高雄", "台南"]},
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    ("step", "names"),
    [("add", {"1.field"}), ("group", {"1.how", "1.1.field"}), ("drop:0", set()), ("drop:99", set()), ("drop:x", set())],
)
def test_buttons_of_the_builder_draw_again_and_store_nothing(cast, page, step, names):
    answer = post(page, cast.manager, NEW, name="keeps", do=step, **DID)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="keeps"' in text
    assert all(f'name="{name}"' in text for name in names)
    assert ('name="0.p.times"' in text) == (step != "drop:0")
    assert not Segment.objects.exists()


def test_another_condition_shows_its_own_fields(cast, page):
    text = post(page, cast.manager, NEW, do="show", **DID | {"0.field": "silent"}).content.decode()
    assert 'name="0.p.days" inputmode="numeric" maxlength="9" value="60"' in text
    assert "0.p.verb" not in text


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(cast, page):
    answer = post(page, cast.manager, NEW, name="", do="save", **DID | {"0.p.times": "99999999999999999999"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="99999999999999999999"' in text
    assert "This should be a whole number." in text
    named = post(page, cast.manager, NEW, name="", do="save", **DID).content.decode()
    assert "Write something here." in named


def test_htmx_gets_the_answer_alone(cast, page, segment):
    client, url = page(cast.owner), f"/@shanlan/manage/segments/{segment.public_id}/"
    given = {"how": "all", "do": "answer", "0.field": "vip_tier", "0.was": "vip_tier", "0.p.tiers": ["2"]}
    text = client.post(url, given, headers={"HX-Request": "true"}).content.decode()
    assert "0 people" in text
    assert "<form" not in text
    live = client.post(url, given | {"do": "add"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="segment-live"' in live
    assert "<html" not in live


def test_analyst_reads_the_question_and_a_rounded_number_and_nobodys_name(cast, page, segment):
    BrandMember.objects.filter(pk=cast.member.member.pk).update(vip_tier=2, display_name="Zhuang")
    text = page(cast.analyst).get(f"/@shanlan/manage/segments/{segment.public_id}/").content.decode()
    assert "Members who are in: Tier 2." in text
    assert "fewer than" in text
    assert "Zhuang" not in text
    assert 'id="segment-live"' not in text
    owners = page(cast.owner).get(f"/@shanlan/manage/segments/{segment.public_id}/").content.decode()
    assert "Zhuang" in owners


def test_tag_follows_and_is_let_go_from_the_page(cast, page, segment):
    tag = create_tag(cast.owner, name="VIP")
    url, client = f"/@shanlan/manage/segments/{segment.public_id}/tags/", page(cast.manager)
    client.post(url, {"do": "follow", "tag": tag.public_id})
    assert TagRule.objects.get().tag == tag
    assert client.post(url, {"do": "follow", "tag": "a\x00"}).status_code == 404
    client.post(url, {"do": "let_go", "tag": tag.public_id})
    assert not TagRule.objects.exists()


def test_turns(cast, page, segment):
    url, client = f"/@shanlan/manage/segments/{segment.public_id}/", page(cast.manager)
    client.post(f"{url}duplicate/")
    client.post(f"{url}archive/")
    assert sorted(Segment.objects.filter(archived_at=None).values_list("name", flat=True)) == ["熟客 (2)"]
    assert "熟客" in client.get("/@shanlan/manage/segments/?state=archived").content.decode()
    client.post(f"{url}restore/")
    assert Segment.objects.filter(archived_at=None).count() == 2
    assert client.post(f"{url}explode/").status_code == 404


def test_empty_list_says_what_to_do(cast, page):
    assert "No segments yet" in page(cast.manager).get("/@shanlan/manage/segments/").content.decode()


# -- REST -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def api(cast, brand, client):
    """`api("owner", "GET", path, body)` with a key of that person that may read and write members."""

    def ask(method, path, body=None, scopes=("members:read", "members:write", "groups:read", "contacts:read")):
        _key, secret = create_key(cast.owner, brand, label="x", scopes=list(scopes))
        return client.generic(
            method,
            path,
            json.dumps(body) if body is not None else "",
            "application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return ask


def test_rest_saves_counts_lists_and_archives(cast, api):
    made = api("POST", REST, {"name": "熟客", "rule": TIER})
    assert made.status_code == 201
    BrandMember.objects.filter(pk=cast.member.member.pk).update(vip_tier=2)
    mine = f"{REST}{made.json()['id']}/"
    counted = api("GET", f"{mine}count/").json()
    assert (counted["exact"], counted["meaning"]) == (1, "Members who are in: Tier 2.")
    assert [one["display_name"] for one in api("GET", f"{mine}members/").json()["results"]] == ["member"]
    assert api("PATCH", mine, {"name": "老朋友", "version": 1}).json()["version"] == 2
    assert api("PATCH", mine, {"name": "y", "version": 1}).status_code == 409
    assert api("POST", f"{mine}archive/").json()["archived"] is True
    assert api("GET", REST).json()["results"] == []
    assert len(api("GET", f"{REST}?state=archived").json()["results"]) == 1


def test_rest_names_the_path_of_the_fault(cast, api):
    rule = {"match": "all", "rules": [TIER["rules"][0], {"field": "joined", "days": 10**30}]}
    answer = api("POST", f"{REST}count/", {"rule": rule})
    assert answer.status_code == 422
    assert answer.json()["code"] == "out_of_range"
    assert list(answer.json()["errors"]) == ["rule.rules.1.days"]


@pytest.mark.parametrize(
    "rule", [None, 1, "x", [], {}, {"match": "all", "rules": [{"field": "joined", "days": 1}] * 10**5}]
)
def test_rest_refuses_what_is_no_rule(cast, api, rule):
    answer = api("POST", REST, {"name": "x", "rule": rule})
    assert 400 <= answer.status_code < 500
    assert answer.json()["code"]
    assert not Segment.objects.exists()


def test_rest_depth_100_is_a_clear_refusal(cast, api):
    rule: dict = {"match": "all", "rules": [{"field": "joined", "days": 1}]}
    for _floor in range(100):
        rule = {"match": "all", "rules": [rule]}
    answer = api("POST", REST, {"name": "x", "rule": rule})
    assert (answer.status_code, answer.json()["code"]) == (400, "too_complex")
    shallow = {"match": "all", "rules": [{"match": "all", "rules": [{"match": "all", "rules": []}]}]}
    answer = api("POST", REST, {"name": "x", "rule": shallow})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_deep")
    assert "rule.rules.0.rules.0" in answer.json()["errors"]


def test_key_that_sees_no_groups_sees_no_segment_that_names_one(cast, api, secret):
    rule = {"match": "all", "rules": [{"field": "space", "space": secret.public_id}]}
    named = save_segment(cast.owner, name="x", rule=rule)
    assert api("GET", f"{REST}{named.public_id}/").status_code == 200
    assert api("GET", f"{REST}{named.public_id}/", scopes=("members:read",)).status_code == 404
    assert api("GET", REST, scopes=("content:read",)).status_code == 403
