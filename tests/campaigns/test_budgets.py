"""Pages of this app ask the same number of queries with 3 rows and with 12."""

import pytest

from campaigns.actions import claim_coupon, draft_announcement, issue_coupon, mark_announcement_read, publish_now
from tests.budgets.conftest import costs, within_budget

__all__ = ["costs", "within_budget"]
PAGES = {
    "campaigns:wallet": ("member", "/@shanlan/me/wallet/"),
    "campaigns:space_announcements": ("member", "/@shanlan/g/roastery/announcements/"),
    "campaigns:announcements": ("admin", "/@shanlan/manage/announcements/"),
    "campaigns:coupons": ("admin", "/@shanlan/manage/coupons/"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_costs_the_same_with_3_rows_and_with_12(cast, group, within_budget, name):
    def grow(count: int) -> None:
        for number in range(count):
            coupon = issue_coupon(cast.admin, group, title=f"c{number}", quantity=5)
            if number % 2:
                claim_coupon(cast.member, coupon)
            said = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
            if number % 2:
                mark_announcement_read(cast.member, said)

    grow(4)
    who, url = PAGES[name]
    within_budget(name, getattr(cast, who), url, lambda: grow(9))
