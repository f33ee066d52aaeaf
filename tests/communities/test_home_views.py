"""The plaza's pages: reading, joining, leaving."""

from members.models import Membership
from spaces.models import Space

HOME = "/@shanlan/c/plaza/"


def test_visitor_is_shown_the_way_in(cast, community, page):
    html = page(cast.anonymous).get(HOME).content.decode()
    assert "/accounts/signup/?next=/%40shanlan/c/plaza/" in html or "/accounts/signup/?next=/@shanlan/c/plaza/" in html
    assert "csrfmiddlewaretoken" not in html


def test_joining_and_leaving_move_the_counter(cast, community, page):
    browser = page(cast.agent)
    assert "Join 山嵐廣場" in browser.get(HOME).content.decode()
    assert browser.post(f"{HOME}join/").headers["Location"] == HOME
    assert 'id="compose"' in browser.get(HOME).content.decode()
    browser.post(f"{HOME}leave/")
    assert (
        Space.objects.get(pk=community.pk).member_count
        == Membership.objects.filter(space=community, state="active").count()
    )
    assert 'id="compose"' not in browser.get(HOME).content.decode()


def test_visitor_who_joins_is_sent_to_sign_in(cast, community, page):
    answer = page(cast.anonymous).post(f"{HOME}join/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_closed_group_is_promoted_to_those_who_may_know_of_it(cast, community, group, page):
    assert "焙火室" in page(cast.guest).get(HOME).content.decode()
    assert "焙火室" not in page(cast.member).get(HOME).content.decode()  # belongs already
    assert "焙火室" not in page(cast.anonymous).get(HOME).content.decode()


def test_directory_lists_communities_only(cast, community, group, page):
    html = page(cast.member).get("/@shanlan/c/").content.decode()
    assert "山嵐廣場" in html
    assert "焙火室" not in html


def test_empty_community_invites_to_begin(cast, community, page):
    assert "Nothing here yet" in page(cast.member).get(HOME).content.decode()
