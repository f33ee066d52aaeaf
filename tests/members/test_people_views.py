"""Members' lists, roles, a person's page and one's own profile, in the browser."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from members.actions import join_space
from members.models import BrandMember, Membership
from members.viewer import Viewer

PROFILE = "/@shanlan/me/profile/"
MEMBERS = "/@shanlan/g/roastery/members/"


def html(response) -> str:
    return response.content.decode()


def picture(name: str = "me.png", kind: str = "PNG") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (600, 400), "#336699").save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


@pytest.fixture
def of_member(cast, group) -> Membership:
    return Membership.objects.get(space=group, member=cast.member.member)


def test_members_see_each_other_without_any_power_shown(cast, group, page):
    text = html(page(cast.member).get(MEMBERS))
    assert "expert" in text
    assert "Remove from this space" not in text
    assert "Role in this space" not in text


def test_hidden_member_list_is_for_the_team_only(cast, group, page):
    group.members_visible = False
    group.save()
    assert page(cast.member).get(MEMBERS).status_code == 403
    assert page(cast.moderator).get(MEMBERS).status_code == 200


def test_admin_gives_a_role(cast, group, page, of_member):
    response = page(cast.admin).post(f"{MEMBERS}{of_member.public_id}/role/", {"role": "expert"}, follow=True)
    assert "member is now: Expert." in html(response)
    of_member.refresh_from_db()
    assert of_member.role == "expert"


@pytest.mark.parametrize("role", ["owner", "", "nonsense"])
def test_unknown_role_is_refused(cast, group, page, of_member, role):
    assert page(cast.admin).post(f"{MEMBERS}{of_member.public_id}/role/", {"role": role}).status_code == 403
    of_member.refresh_from_db()
    assert of_member.role == "member"


def test_admin_removes_and_the_removed_is_outside_at_once(cast, group, page, of_member):
    page(cast.admin).post(f"{MEMBERS}{of_member.public_id}/remove/")
    assert "Apply to join" in html(page(cast.member).get("/@shanlan/g/roastery/"))


def test_membership_of_another_space_is_not_here(cast, group, community, page):
    there = Membership.objects.get(space=community, member=cast.member.member)
    assert page(cast.admin).post(f"{MEMBERS}{there.public_id}/remove/").status_code == 404


def test_long_list_goes_on_newest_first(cast, community, account, page):
    for number in range(22):
        join_space(Viewer(account(f"person{number:02}")), community)
    browser = page(cast.member)
    first = html(browser.get("/@shanlan/c/plaza/members/"))
    assert "person21" in first and "person01" not in first
    mark = first.split("?after=")[1].split('"')[0]
    rest = html(browser.get(f"/@shanlan/c/plaza/members/?after={mark}", headers={"HX-Request": "true"}))
    assert "person01" in rest and "guest" in rest and "<html" not in rest


def test_brand_list_finds_people_by_a_part_of_their_name(cast, page):
    browser = page(cast.manager)
    found = html(browser.get("/@shanlan/manage/members/?q=GUE"))
    assert "</span>guest</a>" in found and "</span>expert</a>" not in found
    assert "Nobody fits" in html(browser.get("/@shanlan/manage/members/?q=zzz"))
    assert "</span>analyst</a>" in html(browser.get("/@shanlan/manage/members/?role=analyst"))


def test_persons_page_shows_only_where_the_viewer_may_see_them(cast, page):
    path = f"/@shanlan/people/{cast.expert.member.public_id}/"
    for_member, for_guest = html(page(cast.member).get(path)), html(page(cast.guest).get(path))
    assert "焙火室" in for_member and "實驗室" in for_member
    assert "焙火室" not in for_guest.split("<main")[1] and "實驗室" not in for_guest
    assert "山嵐廣場" in for_guest


def test_profile_is_changed_here_and_letters_in_the_account(cast, page):
    given = {"display_name": " 若晴 ", "bio": "Hand brew.", "language": "zh-hans", "time_zone": "Asia/Tokyo"}
    assert page(cast.member).post(PROFILE, given).status_code == 302
    member = BrandMember.objects.select_related("account").get(pk=cast.member.member.pk)
    assert (member.display_name, member.bio) == ("若晴", "Hand brew.")
    assert (member.account.language, member.account.time_zone) == ("zh-hans", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "x" * 10_000),
        ("display_name", "nul\x00"),
        ("bio", "x" * 201),
        ("language", "tlh"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_bad_profile_is_a_complaint_beside_the_field(cast, page, field, value):
    given = {"display_name": "member", "bio": "kept words", "language": "", "time_zone": ""} | {field: value}
    response = page(cast.member).post(PROFILE, given)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in html(response)
    assert BrandMember.objects.get(pk=cast.member.member.pk).bio == ""


def test_picture_is_encoded_anew_shown_to_members_and_taken_away(cast, page, settings, tmp_path):
    browser = page(cast.member)
    browser.post(PROFILE, {"display_name": "member", "avatar": picture()})
    member = BrandMember.objects.get(pk=cast.member.member.pk)
    shown = page(cast.guest).get(member.avatar_url)
    assert shown["Content-Type"] == "image/webp"
    assert b"".join(shown.streaming_content)[8:12] == b"WEBP"
    page(cast.member).post(PROFILE, {"display_name": "member", "no_avatar": "on"})
    assert page(cast.guest).get(f"/@shanlan/people/{member.public_id}/avatar").status_code == 404


@pytest.mark.parametrize(("name", "bytes_"), [("x.svg", b"<svg onload=alert(1)>"), ("x.png", b"GIF89a" + b"0" * 30)])
def test_file_that_is_no_picture_is_refused(cast, page, name, bytes_):
    file = SimpleUploadedFile(name, bytes_, content_type="image/png")
    response = page(cast.member).post(PROFILE, {"display_name": "member", "avatar": file})
    assert response.status_code == 422
    assert not BrandMember.objects.get(pk=cast.member.member.pk).avatar


def test_who_is_new_here_is_shown_the_communities(cast, page):
    assert "You are new here" in html(page(cast.outsider).get(PROFILE))


def test_both_doors_lead_to_their_own_lists(cast, community, group):
    from spaces.links import space_url

    assert space_url(community, "members:space_members") == "/@shanlan/c/plaza/members/"
    assert space_url(group, "members:space_members") == MEMBERS


def test_persons_posts_are_those_the_viewer_may_read(cast, community, group, page):
    from content.actions import publish_post

    publish_post(cast.admin, community, body="Said in the plaza.")
    publish_post(cast.admin, group, body="Said in the club.")
    path = f"/@shanlan/people/{cast.admin.member.public_id}/posts/"
    for_member, for_guest = html(page(cast.member).get(path)), html(page(cast.guest).get(path))
    assert "Said in the plaza." in for_member and "Said in the club." in for_member
    assert "Said in the plaza." in for_guest and "Said in the club." not in for_guest
