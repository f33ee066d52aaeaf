"""What stands behind an invitation's code, and where it leads."""

from members.actions import create_invite_link, set_consent_text


def test_whoever_comes_by_a_link_is_asked_what_the_brand_asks(cast, group, page):
    set_consent_text(cast.owner, "news", "May we?")
    link = create_invite_link(cast.admin, group)
    answer = page(cast.outsider).post(f"/@shanlan/i/{link.code}/accept/")
    assert answer.status_code == 302 and "/me/privacy/consent/?next=" in answer["Location"]


def test_nobody_is_asked_where_nothing_is_asked(cast, group, page):
    link = create_invite_link(cast.admin, group)
    answer = page(cast.outsider).post(f"/@shanlan/i/{link.code}/accept/")
    assert answer["Location"] == "/@shanlan/g/roastery/"
