"""Posts over REST, by session and by key."""

import pytest
from rest_framework.test import APIClient

from brands.actions import create_key
from content.actions import create_topic, publish_comment, publish_post
from content.models import Post
from core import tenancy
from spaces.models import Space

ROOT = "/api/v1/@shanlan"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def api():
    """`api(viewer)`: a client signed in as that viewer."""

    def make(viewer):
        client = APIClient()
        if viewer.is_authenticated:
            client.force_login(viewer.user, backend=BACKEND)
        return client

    return make


def write(client, space, **fields):
    return client.post(f"{ROOT}/posts/", {"space": space.public_id, "body": "Hello", **fields}, format="json")


def test_member_writes_reads_changes_and_deletes(cast, community, api):
    topic = create_topic(cast.admin, community, name="Beans")
    client = api(cast.member)
    made = write(client, community, title="T", topic=topic.public_id)
    assert made.status_code == 201, made.content
    assert made.json()["topic"]["name"] == "Beans"
    link = f"{ROOT}/posts/{made.json()['id']}/"
    assert client.get(link).json()["html"] == "<p>Hello</p>\n"
    assert client.patch(link, {"body": "New"}, format="json").json()["body"] == "New"
    assert client.delete(link).status_code == 204
    assert client.get(link).status_code == 404
    assert client.post(f"{link}restore/").json()["state"] == "published"


def test_list_shows_what_the_viewer_may_see(cast, community, group, api):
    publish_post(cast.member, community, body="open")
    publish_post(cast.admin, group, body="closed")
    publish_post(cast.member, group, body="waits")
    bodies = lambda client, query="": [one["body"] for one in client.get(f"{ROOT}/posts/{query}").json()["results"]]  # noqa: E731
    assert bodies(api(cast.anonymous)) == ["open"]
    assert bodies(api(cast.expert)) == ["closed", "open"]
    assert bodies(api(cast.moderator), "?state=in_review") == ["waits"]
    assert bodies(api(cast.expert), "?state=in_review") == []
    assert api(cast.guest).get(f"{ROOT}/posts/?space={group.public_id}").status_code == 403
    assert bodies(api(cast.expert), f"?space={group.public_id}") == ["closed"]


def test_cursor_holds_no_row_number(cast, community, api):
    for number in range(3):
        publish_post(cast.member, community, body=str(number))
    from base64 import b64decode
    from urllib.parse import parse_qs, urlsplit

    link = api(cast.anonymous).get(f"{ROOT}/posts/?page_size=2").json()["next"]
    cursor = b64decode(parse_qs(urlsplit(link).query)["cursor"][0]).decode()
    assert cursor.startswith("p=20")
    assert [one["body"] for one in api(cast.anonymous).get(link).json()["results"]] == ["0"]


def test_idempotency_key_makes_one_post(cast, community, api):
    client = api(cast.member)
    for _time in range(2):
        body = {"space": community.public_id, "body": "Once"}
        made = client.post(f"{ROOT}/posts/", body, format="json", headers={"Idempotency-Key": "k1"})
        assert made.status_code == 201
    assert Post.objects.count() == 1


def test_decisions_have_addresses(cast, group, api):
    waiting = publish_post(cast.member, group, body="May I?")
    link = f"{ROOT}/posts/{waiting.public_id}/"
    client = api(cast.moderator)
    assert api(cast.member).post(f"{link}approve/").status_code == 403
    assert client.post(f"{link}approve/").json()["state"] == "published"
    assert client.post(f"{link}approve/").status_code == 409
    assert client.post(f"{link}pin/").json()["is_pinned"]
    assert not client.post(f"{link}unpin/").json()["is_pinned"]
    assert client.post(f"{link}hide/", {"reason": "Off topic"}, format="json").json()["is_hidden"]
    assert api(cast.member).get(link).json()["hidden_reason"] == "Off topic"
    assert not client.post(f"{link}unhide/").json()["is_hidden"]


def test_picture_is_uploaded_first_and_used_once(cast, community, api, upload):
    client = api(cast.member)
    sent = {"space": community.public_id, "file": upload("JPEG", (900, 600)), "alt": "A cup"}
    made = client.post(f"{ROOT}/attachments/", sent, format="multipart")
    assert made.status_code == 201, made.content
    attachment = made.json()["id"]
    assert api(cast.guest).get(f"{ROOT}/attachments/{attachment}/").status_code == 404
    post = write(client, community, attachment_ids=[attachment]).json()
    assert post["photos"] == [{"id": attachment, "width": 900, "height": 600, "alt": "A cup"}]
    assert write(client, community, attachment_ids=[attachment]).status_code == 422
    picture = api(cast.anonymous).get(f"{ROOT}/attachments/{attachment}/640/")
    assert picture.headers["Content-Type"] == "image/webp"
    assert "no-store" in picture.headers["Cache-Control"]


def test_bad_picture_says_why(cast, community, api, upload):
    sent = {"space": community.public_id, "file": upload("GIF", name="x.png")}
    answer = api(cast.member).post(f"{ROOT}/attachments/", sent, format="multipart")
    assert answer.status_code == 422
    assert answer.json()["code"] == "wrong_extension"
    assert list(answer.json()["errors"]) == ["file"]


def test_comments_and_reactions(cast, post, api):
    client = api(cast.guest)
    link = f"{ROOT}/posts/{post.public_id}"
    top = client.post(f"{link}/comments/", {"body": "First"}, format="json").json()
    reply = client.post(f"{link}/comments/", {"body": "Second", "parent": top["id"]}, format="json").json()
    assert reply["parent"] == top["id"]
    assert [one["body"] for one in client.get(f"{link}/comments/").json()["results"]] == ["First", "Second"]
    assert client.put(f"{link}/reactions/heart/").json() == {"heart": 1, "cup": 0, "bulb": 0}
    assert client.put(f"{link}/reactions/heart/").json()["heart"] == 1
    assert client.delete(f"{link}/reactions/heart/").json()["heart"] == 0
    assert client.put(f"{link}/reactions/poison/").status_code == 422
    assert client.put(f"{ROOT}/comments/{top['id']}/reactions/heart/").json()["reaction_count"] == 1
    assert client.delete(f"{ROOT}/comments/{top['id']}/").status_code == 204
    assert client.get(f"{ROOT}/comments/{top['id']}/").json()["body"] == ""


def test_key_needs_the_scope_and_the_groups(cast, brand, community, group, api):
    closed = publish_post(cast.admin, group, body="closed")
    _key, secret = create_key(cast.owner, brand, label="Reader", scopes=["content:read"])
    reader = APIClient(headers={"Authorization": f"Bearer {secret}"})
    assert reader.get(f"{ROOT}/posts/").status_code == 200
    assert write(reader, community).json()["code"] == "insufficient_scope"
    assert reader.get(f"{ROOT}/posts/{closed.public_id}/").status_code == 404


def test_another_brand_knows_nothing(cast, post, other_brand, api):
    with tenancy.activate(other_brand):
        assert api(cast.outsider).get(f"/api/v1/@chizhuan/posts/{post.public_id}/").status_code == 404


def test_topics_are_listed_added_and_renamed(cast, community, group, api):
    client = api(cast.admin)
    made = client.post(f"{ROOT}/topics/", {"space": community.public_id, "name": "Beans"}, format="json").json()
    assert client.patch(f"{ROOT}/topics/{made['id']}/", {"name": "豆"}, format="json").json()["slug"] == "豆"
    assert [one["name"] for one in api(cast.anonymous).get(f"{ROOT}/topics/?space={community.public_id}").json()] == [
        "豆"
    ]
    assert api(cast.guest).get(f"{ROOT}/topics/?space={group.public_id}").status_code == 403
    assert api(cast.guest).get(f"{ROOT}/topics/").status_code == 422


BAD = [
    {"body": "x" * 10_001},
    {"body": ""},
    {"body": None},
    {"body": ["x"]},
    {"body": "a\x00"},
    {"body": "x", "title": "t" * 81},
    {"body": "x", "attachment_ids": ["1", "2", "3", "4", "5"]},
    {"body": "x", "attachment_ids": "nope"},
    {"body": "x", "topic": "nothing"},
    {"body": "x", "as_brand": True},
]


@pytest.mark.parametrize("sent", BAD, ids=range(len(BAD)))
def test_bad_input_is_a_4xx_and_stores_nothing(cast, community, api, sent):
    answer = write(api(cast.member), community, **sent)
    assert 400 <= answer.status_code < 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Post.objects.exists()


def test_joining_and_leaving_by_rest(cast, community, group, api):
    client = api(cast.agent)
    joined = client.post(f"{ROOT}/communities/{community.public_id}/join/")
    assert joined.json()["state"] == "active"
    assert client.post(f"{ROOT}/communities/{community.public_id}/leave/").status_code == 204
    assert client.post(f"{ROOT}/communities/{group.public_id}/join/").status_code == 404
    assert api(cast.anonymous).post(f"{ROOT}/communities/{community.public_id}/join/").status_code == 401
    community.refresh_from_db()
    assert community.member_count == Space.objects.get(pk=community.pk).memberships.filter(state="active").count()


def test_comment_list_is_closed_with_its_post(cast, group, api):
    inside = publish_post(cast.admin, group, body="closed")
    publish_comment(cast.member, inside, body="hush")
    assert api(cast.guest).get(f"{ROOT}/posts/{inside.public_id}/comments/").status_code == 404
