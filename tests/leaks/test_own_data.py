"""The archive of one's own data: own words and own standing, nothing that others wrote and nobody else's name."""

import pytest

from members.actions import request_export, work_on_due
from members.models import DataRequest
from members.viewer import Viewer
from tests.leaks.cast import MARKER
from tests.leaks.principals import BY_NAME
from tests.leaks.walking import readable

pytestmark = pytest.mark.django_db
NAMES = (
    "guest",
    "insider",
    "muted",
    "left",
    "removed",
    "banned",
    "outcast",
    "applied",
    "declined",
    "queued",
    "invited",
)


def archive_of(viewer: Viewer) -> str:
    if not DataRequest.objects.filter(account=viewer.user, state="ready").exists():
        request_export(viewer)
        while work_on_due():
            pass
    request = DataRequest.objects.get(account=viewer.user, state="ready")
    with request.file.open() as file:
        return readable(file.read())


@pytest.mark.parametrize("name", NAMES)
def test_archive_holds_nothing_that_its_owner_may_not_know(name, world):
    viewer = getattr(world.cast, name)
    said = archive_of(viewer)
    assert viewer.user.display_name in said
    said = said.replace(viewer.user.display_name, "")
    found = {group + kind for group, kind in MARKER.findall(said)}
    most = BY_NAME[name].most
    # What one applied with, and was told then, stays one's own when the group turns secret; no name of it does.
    assert not found - most - {f"s{one[1:]}" for one in most & {"lanswer", "lreason"}}
    others = [f"{one}@example.com" for one in vars(world.cast) if one != name]
    assert not [one for one in others if one in said]


def test_archive_holds_own_words_and_no_others(world):
    said = archive_of(world.cast.insider)
    for group in (world.listed, world.secret):
        assert group.waiting.body in said and group.comment.body in said
        assert group.post.body not in said and group.draft.body not in said
