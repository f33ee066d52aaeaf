"""One look of a manager is one fact a day, through every kind of door."""

from activity.models import Activity
from brands.actions import create_key
from content.actions import publish_comment, publish_post
from core import tenancy


def looks(brand) -> list[tuple[int, int]]:
    with tenancy.activate(brand):
        facts = Activity.objects.filter(verb="space.inspected").order_by("id")
        return list(facts.values_list("actor_id", "space_id"))


def test_key_of_a_manager_is_noted_like_the_manager(cast, brand, group, client):
    publish_post(cast.admin, group, body="Inside")
    key = create_key(cast.owner, brand, label="x", scopes=["content:read", "groups:read"])[1]
    client.get("/api/v1/@shanlan/posts/", headers={"Authorization": f"Bearer {key}"})
    assert looks(brand) == [(cast.owner.actor_id, group.pk)]


def test_feed_walked_over_and_over_is_one_look_per_day(cast, brand, group, secret, page):
    for space in (group, secret):
        publish_post(cast.admin, space, body="Inside")
    for _again in range(5):
        for path in ("/api/v1/@shanlan/posts/", "/@shanlan/g/roastery/", "/@shanlan/g/lab/"):
            page(cast.manager).get(path)
    assert sorted(looks(brand)) == sorted((cast.manager.actor_id, one.pk) for one in (group, secret))


def test_write_that_shows_the_inside_is_a_look_too(cast, brand, group, page):
    said = publish_comment(cast.expert, publish_post(cast.admin, group, body="Inside"), body="Words")
    path = f"/api/v1/@shanlan/comments/{said.public_id}/reactions/heart/"
    answer = page(cast.manager).put(path)
    assert answer.status_code == 200, answer.content
    assert looks(brand) == [(cast.manager.actor_id, group.pk)]


def test_refused_look_is_none(cast, brand, group, page):
    said = publish_post(cast.admin, group, body="Inside")
    answer = page(cast.manager).get(f"/@shanlan/g/roastery/posts/{said.public_id}/edit/")
    assert answer.status_code == 403
    assert looks(brand) == []


def test_list_of_members_names_its_group(cast, brand, secret, page):
    page(cast.manager).get(f"/api/v1/@shanlan/memberships/?space={secret.public_id}")
    assert looks(brand) == [(cast.manager.actor_id, secret.pk)]
