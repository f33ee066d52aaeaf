"""Whoever has left a secret group keeps what they claimed there, and is not told its name any more."""

from campaigns.actions import claim_coupon, issue_coupon
from members.actions import leave_space


def test_coupon_of_a_secret_group_no_longer_names_it(cast, secret, page):
    claims = [
        claim_coupon(cast.member, issue_coupon(cast.admin, secret, title=title, quantity=3))
        for title in ("Tea", "Cake")
    ]
    leave_space(cast.member, secret)
    browser = page(cast.member)
    pages = ["/@shanlan/me/wallet/", *(f"/@shanlan/me/wallet/{one.public_id}/" for one in claims)]
    for path in pages:
        shown = browser.get(path).content.decode()
        assert "Tea" in shown or "Cake" in shown
        assert secret.name not in shown
