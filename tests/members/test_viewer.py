"""The viewer: one query, powers from roles, nothing from another brand."""

from members.viewer import Viewer


def test_viewer_loads_everything_in_one_query(cast, group, django_assert_num_queries):
    viewer = Viewer(cast.admin.user)
    with django_assert_num_queries(1):
        assert viewer.can("member.admit", group)
        assert viewer.belongs_to(group)
        assert viewer.unread_count == 0


def test_person_of_another_brand_is_nobody_here(cast, community):
    assert cast.outsider.member is None
    assert not cast.outsider.can("space.see_listed")
    assert not cast.outsider.belongs_to(community)


def test_space_role_gives_no_power_in_other_spaces(cast, community, brand):
    from spaces.models import Space

    elsewhere = Space.objects.create(
        brand=brand,
        kind="group",
        slug="other",
        name="x",
        visibility="listed",
        join_policy="apply",
        posting_policy="members",
    )
    assert not cast.admin.can("member.admit", elsewhere)
    assert not cast.admin.can("member.admit")


def test_analyst_reads_no_listed_group(cast, group):
    assert not cast.analyst.can("space.see_listed")
