"""A space's settings page: typed values stay, errors stand beside their field, and nobody is overwritten unawares."""

import re

import pytest

from members.rules import can_invite
from spaces.actions import update_space
from spaces.forms import SpaceForm
from spaces.models import Space
from tests.pictures import png


@pytest.fixture
def typed(group):
    """What a browser would send back untouched."""
    form = SpaceForm(space=group)
    values = {name: form.initial.get(name) for name in form.fields if name not in ("cover", "remove_cover")}
    values |= {"offers-TOTAL_FORMS": 4, "offers-INITIAL_FORMS": 4}
    values |= {"questions-TOTAL_FORMS": 1, "questions-INITIAL_FORMS": 1}
    values |= {"questions-0-key": "q1", "questions-0-label": "How do you drink coffee?", "questions-0-kind": "text"}
    values |= {"questions-0-required": "on"}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.fixture
def send(page, cast, group, typed):
    def post(who="admin", **changes):
        address = f"/@shanlan/manage/spaces/{group.public_id}/"
        return page(getattr(cast, who)).post(address, {**typed, **changes})

    return post


def fresh(group) -> Space:
    return Space.objects.get(pk=group.pk)


def test_saved_settings_are_there_again(send, group, page, cast):
    answer = send(name="焙火室二", about="烘豆", welcome="Hi", size_limit=40, **{"offers-0-title": "試飲"})
    assert answer.status_code == 302
    space = fresh(group)
    assert (space.name, space.about, space.size_limit, space.offers[0]["title"]) == ("焙火室二", "烘豆", 40, "試飲")
    assert space.questions[0]["label"] == "How do you drink coffee?"
    assert "Saved." in page(cast.admin).get(answer["Location"]).content.decode()


def test_members_may_invite_where_the_switch_is_on(send, group, cast):
    assert send(members_invite="on").status_code == 302
    assert fresh(group).members_invite and can_invite(cast.member, fresh(group))
    assert send(version=fresh(group).version).status_code == 302  # a switch that is off is absent from the form
    assert not fresh(group).members_invite and not can_invite(cast.member, fresh(group))


def test_untouched_page_changes_nothing(send, group):
    send()
    before = fresh(group)
    assert send(version=before.version).status_code == 302
    assert fresh(group).version == before.version


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "n" * 10_000}, "id_name"),
        ({"tagline": "a\x00b"}, "id_tagline"),
        ({"size_limit": "-1"}, "id_size_limit"),
        ({"size_limit": "2"}, "id_size_limit"),
        ({"visibility": "public"}, "id_visibility"),
        ({"offers-0-text": "no title"}, "id_offers-0-title"),
        ({"questions-0-label": ""}, "id_questions-0-label"),
        ({"questions-0-kind": "choice", "questions-0-options": "one"}, "id_questions-0-options"),
        ({"cover": png("virus.exe")}, "id_cover"),
    ],
)
def test_error_stands_beside_its_field_and_the_rest_stays_typed(send, group, changes, where):
    answer = send(**{"about": "typed text", **changes})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{where}_error"' in body
    assert "typed text" in body
    assert fresh(group).about == ""


def test_question_is_added_without_saving(send, group):
    answer = send(rows="add", name="", about="typed text")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="questions-1-label"' in body and "typed text" in body
    assert "_error" not in body
    assert len(fresh(group).questions) == 1


def test_question_is_taken_away_and_those_below_move_up(send):
    two = {"questions-TOTAL_FORMS": 2, "questions-1-label": "Second", "questions-1-kind": "text"}
    body = send(rows="0", **two).content.decode()
    assert 'value="Second"' in body
    assert 'name="questions-1-label"' not in body
    assert re.search(r'name="questions-TOTAL_FORMS" value="1"', body)


def test_there_are_never_more_than_ten_questions(send):
    body = send(rows="add", **{"questions-TOTAL_FORMS": "99999999"}).content.decode()
    assert body.count("question-row") <= 10


def test_empty_added_question_is_left_out(send, group):
    send(**{"questions-TOTAL_FORMS": 2, "questions-1-kind": "text", "questions-1-required": "on"})
    assert len(fresh(group).questions) == 1


def test_conflict_shows_both_ways_on(send, group, cast):
    update_space(cast.owner, group, tagline="theirs")
    answer = send(tagline="mine")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else changed these settings" in body and 'value="mine"' in body
    assert fresh(group).tagline == "theirs"
    version = re.search(r'name="version" value="(\d+)"', body)[1]
    assert send(tagline="mine", version=version).status_code == 302
    assert fresh(group).tagline == "mine"


def test_cover_can_be_given_and_taken_away(send, group, page, cast):
    send(cover=png("wide.png"))
    covered = fresh(group)
    assert page(cast.member).get(covered.cover_url)["Content-Type"] == "image/webp"
    send(version=covered.version, tagline="x")
    assert fresh(group).cover == covered.cover
    send(remove_cover="on", version=covered.version + 1)
    assert not fresh(group).cover


def test_cover_of_a_secret_group_is_as_unknown_as_the_group(page, cast, secret):
    covered = update_space(cast.owner, secret, cover=png())
    answer, random = (
        page(cast.guest).get(f"/@shanlan/spaces/{public_id}/cover") for public_id in (covered.public_id, "zzzzzzzzzzzz")
    )
    assert answer.status_code == random.status_code == 404
    assert "immutable" not in page(cast.member).get(covered.cover_url)["Cache-Control"]
    assert page(cast.member).get(covered.cover_url)["Cache-Control"].startswith("private")


def test_archiving_and_restoring_in_the_console(page, cast, group):
    address = f"/@shanlan/manage/spaces/{group.public_id}/"
    browser = page(cast.admin)
    assert 'id="confirm-archive"' in browser.get(address).content.decode()
    assert "is archived" in browser.post(f"{address}archive/", follow=True).content.decode()
    assert fresh(group).is_archived
    assert "open again" in browser.post(f"{address}restore/", follow=True).content.decode()
    assert not fresh(group).is_archived


def test_list_shows_only_what_the_viewer_manages(page, cast, brand):
    from groups.actions import create_group

    create_group(cast.owner, brand, name="Elsewhere")
    assert "Elsewhere" not in page(cast.admin).get("/@shanlan/manage/spaces/").content.decode()
    assert "Elsewhere" in page(cast.manager).get("/@shanlan/manage/spaces/").content.decode()


@pytest.mark.parametrize("app", ["communities", "groups"])
def test_opening_a_space_leads_to_its_settings(page, cast, brand, app):
    fields = {"name": "Beans", "slug": "", "tagline": ""}
    fields |= {"visibility": "public"} if app == "communities" else {"visibility": "secret", "join_policy": "invite"}
    answer = page(cast.owner).post(f"/@shanlan/manage/{app}/new/", fields, follow=True)
    assert "Beans is open." in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/@shanlan/manage/spaces/")


def test_taken_address_is_said_beside_it(page, cast, community):
    fields = {"name": "Beans", "slug": "plaza", "visibility": "public"}
    answer = page(cast.owner).post("/@shanlan/manage/communities/new/", fields)
    assert answer.status_code == 422
    assert 'id="id_slug_error"' in answer.content.decode()
