"""Lists of spaces cost the same for a few and for many."""

import pytest

from communities.actions import create_community
from groups.actions import create_group


@pytest.fixture
def opens(cast, brand, community, group):
    def more(count: int) -> None:
        for number in range(count):
            create_community(cast.owner, brand, name=f"Community {number}")
            create_group(cast.owner, brand, name=f"Group {number}")

    return more


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_entrance_of_a_brand(cast, opens, within_budget, who):
    opens(1)
    within_budget(f"home:brand {who}", getattr(cast, who), "/@shanlan/", lambda: opens(6))


@pytest.mark.parametrize("who", ["owner", "admin"])
def test_list_in_the_console(cast, opens, within_budget, who):
    opens(1)
    within_budget(f"spaces:list {who}", getattr(cast, who), "/@shanlan/manage/spaces/", lambda: opens(6))


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_list_over_rest(cast, opens, within_budget, who):
    opens(1)
    within_budget(f"groups-api:list {who}", getattr(cast, who), "/api/v1/@shanlan/groups/", lambda: opens(6))
