"""Opening, changing, archiving and restoring spaces."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from activity.models import Activity
from communities.actions import create_community
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from groups.actions import create_group
from members.actions import join_space
from members.models import Membership
from spaces.actions import archive_space, restore_space, update_space
from spaces.models import Space
from tests.pictures import png


def facts(verb):
    return Activity.objects.filter(verb=verb).count()


def test_community_opens_with_its_presets_and_its_first_admin(cast, brand):
    space = create_community(cast.owner, brand, name="Beans")
    assert (space.slug, space.visibility, space.join_policy, space.posting_policy) == (
        "beans",
        "public",
        "open",
        "members",
    )
    assert Membership.objects.get(space=space).role == "admin"
    assert space.member_count == 1
    assert facts("space.created") == 1


def test_group_opens_closed(cast, brand):
    space = create_group(cast.manager, brand, name="實驗室二號", slug="lab-two", visibility="secret")
    assert (space.visibility, space.join_policy, space.posting_policy) == ("secret", "apply", "review")


def test_name_without_latin_letters_still_gets_an_address(cast, brand):
    assert len(create_community(cast.owner, brand, name="豆子").slug) == 6


def test_suggested_address_steps_aside_for_a_taken_one(cast, brand):
    slugs = [create_community(cast.owner, brand, name="Beans").slug for _time in range(3)]
    assert slugs == ["beans", "beans-2", "beans-3"]


def test_taken_address_is_refused_beside_its_field_and_leaves_nothing(cast, brand, community):
    before = Space.objects.count()
    with pytest.raises(Invalid) as caught:
        create_community(cast.owner, brand, name="x", slug="plaza")
    assert list(caught.value.fields) == ["slug"]
    assert Space.objects.count() == before


def test_same_address_may_stand_behind_both_doors(cast, brand, community):
    assert create_group(cast.owner, brand, name="x", slug="plaza").slug == "plaza"


@pytest.mark.parametrize("role", ["editor", "admin", "member", "guest", "anonymous"])
def test_others_open_no_spaces(cast, brand, role):
    with pytest.raises(NotAllowed):
        create_community(getattr(cast, role), brand, name="x")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "n" * 10_000),
        ("name", "a\x00b"),
        ("tagline", "\ud800"),
        ("about", "a" * 2001),
        ("visibility", "secret"),
        ("join_policy", "bribe"),
        ("size_limit", 0),
        ("size_limit", -1),
        ("offers", [{"title": "x"}] * 5),
        ("offers", [{"title": ""}]),
        ("offers", "x"),
        ("questions", [{"label": "x"}] * 11),
        ("questions", [{"label": "x", "key": "q1"}, {"label": "y", "key": "q1"}]),
        ("questions", [{"label": "x", "kind": "choice", "options": ["one"]}]),
        ("cover", SimpleUploadedFile("a.png", b"GIF89a not a picture")),
        ("cover", SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>")),
    ],
)
def test_bad_setting_is_refused_beside_its_field_and_nothing_is_stored(cast, community, field, value):
    with pytest.raises(Invalid) as caught:
        update_space(cast.admin, community, **{field: value})
    assert list(caught.value.fields) == [field]
    assert facts("space.changed") == 0


def test_new_rules_get_a_new_version_and_old_ones_do_not(cast, community):
    changed = update_space(cast.admin, community, rules="Be kind.\nNo spam.")
    assert (changed.rules_version, changed.rule_lines) == (2, ["Be kind.", "No spam."])
    assert update_space(cast.admin, changed, rules="Be kind.\nNo spam.").rules_version == 2


def test_change_that_changes_nothing_is_no_fact(cast, community):
    update_space(cast.admin, community, name=community.name)
    assert facts("space.changed") == 0


def test_change_of_what_someone_else_changed_is_a_conflict(cast, community):
    update_space(cast.owner, community, seen_version=1, tagline="theirs")
    with pytest.raises(Conflict) as caught:
        update_space(cast.admin, community, seen_version=1, tagline="mine")
    assert caught.value.code == "changed_meanwhile"
    community.refresh_from_db()
    assert community.tagline == "theirs"


def test_limit_below_the_number_of_members_is_refused(cast, community):
    with pytest.raises(Conflict) as caught:
        update_space(cast.admin, community, size_limit=2)
    assert list(caught.value.fields) == ["size_limit"]


def test_secret_group_is_no_longer_listed_publicly(cast, group):
    update_space(cast.admin, group, listed_publicly=True)
    assert not update_space(cast.admin, group, visibility="secret").listed_publicly


def test_removed_question_leaves_no_double_key(cast, group):
    update_space(cast.admin, group, questions=[{"label": "a"}, {"label": "b"}])
    kept = update_space(cast.admin, group, questions=[{"label": "b", "key": "q2"}, {"label": "c"}])
    assert [one["key"] for one in kept.questions] == ["q2", "q1"]


def test_seal_of_an_offer_falls_back_to_its_first_character(cast, group):
    assert update_space(cast.admin, group, offers=[{"title": "試飲"}]).offers == [
        {"seal": "試", "title": "試飲", "text": ""}
    ]


def test_new_cover_replaces_the_old_file(cast, group, django_capture_on_commit_callbacks):
    first = update_space(cast.admin, group, cover=png()).cover.name
    with django_capture_on_commit_callbacks(execute=True):
        second = update_space(cast.admin, group, cover=png()).cover.name
    assert first != second
    assert second.endswith(".webp")
    assert not default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        assert not update_space(cast.admin, group, cover="").cover
    assert not default_storage.exists(second)


def test_archived_space_takes_no_members_until_it_is_restored(cast, community, account, brand):
    from members.viewer import Viewer

    newcomer = Viewer(account("newcomer"))
    archived = archive_space(cast.admin, community)
    archive_space(cast.admin, archived)
    assert facts("space.archived") == 1
    with pytest.raises((NotAllowed, NotVisible)):
        join_space(newcomer, archived)
    assert join_space(newcomer, restore_space(cast.admin, archived)).state == "active"
    assert facts("space.restored") == 1


def test_moderator_changes_no_settings(cast, group):
    for act in (archive_space, restore_space, lambda viewer, space: update_space(viewer, space, name="x")):
        with pytest.raises(NotAllowed):
            act(cast.moderator, group)
        with pytest.raises(NotVisible):
            act(cast.outsider, group)
