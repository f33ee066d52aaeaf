"""What counts rows and readers is for whoever may: not row numbers in the log, not readers for members."""

from campaigns.actions import draft_announcement, publish_now
from content.actions import publish_comment, publish_post


def test_log_holds_no_row_number_of_a_post(cast, community, page, settle):
    post = publish_post(cast.member, community, body="x")
    publish_comment(cast.guest, post, body="y", parent=publish_comment(cast.member, post, body="x"))
    settle()
    facts = page(cast.owner).get("/api/v1/@shanlan/activities/?verb=comment.published").json()["results"]
    assert [fact["detail"] for fact in facts] == [{}, {}]


def test_members_are_not_told_how_many_have_read(cast, group, page):
    said = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
    path = f"/api/v1/@shanlan/announcements/{said.public_id}/"
    numbers = ("audience_count", "read_count", "acknowledged_count")
    assert {page(cast.member).get(path).json()[name] for name in numbers} == {None}
    assert page(cast.admin).get(path).json()["audience_count"] == 4
