"""The list of people: found in any spelling, filtered, tagged by the list, exported, and its contact data guarded."""

import csv
import datetime as dt
import io
import zipfile

import pytest

from activity.models import Activity
from brands.actions import create_key
from core import clock
from core.folding import fold
from core.sheets import harmless, xlsx_file
from members.actions import create_tag, join_brand, tag_member, update_record, work_on_tag_jobs
from members.models import BrandMember, MemberTag
from members.queries import PeopleFilter, counted, people_for
from members.viewer import Viewer

LIST = "/@shanlan/manage/members/"


@pytest.fixture
def town(brand, account, cast):
    """Four people whose names are written in every way."""
    names = {"a": "陳以安", "b": "林若晴", "c": "Ａlex Chén", "d": "王小明 Ben"}
    found = {}
    for handle, name in names.items():
        member = join_brand(Viewer(account(handle)), brand)
        BrandMember.objects.filter(pk=member.pk).update(display_name=name)
        found[handle] = member
    return found


def named(viewer, **wanted) -> set[str]:
    return set(people_for(viewer, PeopleFilter(**wanted)).values_list("display_name", flat=True))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("陈以", "陳以安"),
        ("安", "陳以安"),
        ("若", "林若晴"),
        ("若晴", "林若晴"),
        ("alex", "Ａlex Chén"),
        ("che", "Ａlex Chén"),
        ("小明", "王小明 Ben"),
        ("明 be", "王小明 Ben"),
        ("ＢＥＮ", "王小明 Ben"),
    ],
)
def test_name_is_found_in_any_spelling(cast, town, typed, name):
    assert named(cast.manager, q=typed) == {name}


@pytest.mark.parametrize("typed", ["小陳", "lex", "%", "_", "'", "\\", "王明", ":*", "!&|"])
def test_what_is_no_part_of_a_name_finds_nobody(cast, town, typed):
    assert named(cast.manager, q=typed) == set()


def test_filters_hold_together(cast, town, group):
    tag = create_tag(cast.manager, name="常客")
    tag_member(cast.manager, tag, town["a"])
    tag_member(cast.manager, tag, town["b"])
    update_record(cast.manager, town["a"], vip_tier=3, region="臺北市")
    assert named(cast.manager, tag=tag) == {"陳以安", "林若晴"}
    assert named(cast.manager, tag=tag, vip_tier=3, region="台北市") == {"陳以安"}
    assert named(cast.manager, tag=tag, vip_tier=0) == {"林若晴"}
    assert named(cast.manager, role="manager") == {"manager"}
    assert named(cast.manager, role="moderator", space=group) == {"moderator"}
    today = clock.local_date(clock.now(), "Asia/Taipei")
    assert "陳以安" in named(cast.manager, joined_from=today, joined_to=today)
    assert named(cast.manager, joined_to=today - dt.timedelta(days=1)) == set()
    assert named(cast.manager, joined_from=dt.date.max, joined_to=dt.date.min) == set()


def test_whole_address_finds_someone_only_with_the_power(cast, town):
    assert named(cast.owner, email="A@example.com") == {"陳以安"}
    assert named(cast.owner, email="a@example") == set()
    assert named(cast.manager, email="a@example.com") == set()


def test_key_without_closed_groups_filters_by_none(cast, group):
    keyed = Viewer(cast.owner.user, scopes=["members:read"])
    assert named(keyed, space=group) == set()
    assert named(cast.owner, space=group) == {"admin", "moderator", "expert", "member"}


def test_count_is_exact_up_to_its_limit(cast, town):
    assert counted(people_for(cast.manager, PeopleFilter()), limit=3) == (3, False)
    count, is_all = counted(people_for(cast.manager, PeopleFilter()))
    assert (count, is_all) == (BrandMember.objects.count(), True)


def test_wrong_filter_is_said_beside_its_field_and_shows_nobody(cast, town, page):
    answer = page(cast.manager).get(LIST, {"joined_from": "30 Feb"})
    assert answer.status_code == 422
    assert "陳以安" not in answer.content.decode() and "id_joined_from_error" in answer.content.decode()


def test_manager_sees_no_contact_data_and_owner_leaves_a_trace(cast, town, page):
    asked = {"columns": ["email", "birthday"]}
    assert "a@example.com" not in page(cast.manager).get(LIST, asked).content.decode()
    assert not Activity.objects.filter(verb="contact.seen").exists()
    assert "a@example.com" in page(cast.owner).get(LIST, {"columns": "email"}).content.decode()
    assert Activity.objects.get(verb="contact.seen").actor_id == cast.owner.actor_id


def test_everyone_who_matches_is_tagged_after_one_more_look(cast, town, page):
    tag = create_tag(cast.manager, name="Spring")
    given = {"scope": "all", "query": "q=陈", "tag": tag.public_id, "do": "tag", "why": "List of May"}
    browser = page(cast.manager)
    assert "This is about 1 person." in browser.post(f"{LIST}tag/", given).content.decode()
    assert not MemberTag.objects.exists()
    assert browser.post(f"{LIST}tag/", given | {"sure": "1"}).status_code == 302
    assert work_on_tag_jobs()
    assert MemberTag.objects.get().member_id == town["a"].pk
    assert browser.post(f"{LIST}tag/", given | {"sure": "1", "do": "untag"}).status_code == 302
    assert work_on_tag_jobs()
    assert not MemberTag.objects.exists()


def test_broken_filter_tags_nobody(cast, town, page):
    tag = create_tag(cast.manager, name="Spring")
    given = {"scope": "all", "query": "joined_to=never", "tag": tag.public_id, "sure": "1"}
    assert page(cast.manager).post(f"{LIST}tag/", given).status_code == 422
    assert not MemberTag.objects.exists()


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "\t=1",
    "\r=1",
    "'=1",
    '"=1',
    "a\n=1",
    "\u3000＝1",
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_nothing_is_left_that_a_spreadsheet_would_run(cell):
    safe = harmless(cell)
    assert safe.startswith("'") and "\n" not in safe and "\t" not in safe and "\r" not in safe


@pytest.mark.parametrize("cell", ["陳以安", "a-b", "1 = 1", "", "a@b.example", 3])
def test_plain_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_workbook_holds_text_and_no_formula():
    with zipfile.ZipFile(xlsx_file([HOSTILE, ["https://example.com", 3]])) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "hyperlink" not in sheet.lower()


def test_export_is_whole_harmless_and_on_record(cast, town, page):
    BrandMember.objects.filter(pk=town["d"].pk).update(display_name="=HYPERLINK(1)")
    asked = {"kind": "csv", "columns": ["role", "joined"]}
    answer = page(cast.manager).post(f"{LIST}export/", asked)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0] == ["Id", "Display name", "Role", "Joined"]
    assert len(rows) == BrandMember.objects.count() + 1
    assert "'=HYPERLINK(1)" in {row[1] for row in rows}
    fact = Activity.objects.get(verb="members.exported")
    assert fact.detail == {"kind": "csv", "count": len(rows) - 1, "role": True, "joined": True}
    assert fact.actor_id == cast.manager.actor_id


def test_export_gives_contact_data_only_with_the_power(cast, town, page):
    asked = {"kind": "csv", "columns": ["email"]}
    for who, held in ((cast.manager, False), (cast.owner, True)):
        answer = page(who).post(f"{LIST}export/", asked)
        assert (b"a@example.com" in b"".join(answer.streaming_content)) is held


def test_record_shows_contact_data_when_asked_and_says_so(cast, town, page):
    path = f"/@shanlan/manage/people/{town['a'].public_id}/"
    assert "a@example.com" not in page(cast.owner).get(path).content.decode()
    assert not Activity.objects.filter(verb="contact.seen").exists()
    assert "a@example.com" in page(cast.owner).get(f"{path}?contact=1").content.decode()
    assert Activity.objects.get(verb="contact.seen").target_id == town["a"].pk
    assert "a@example.com" not in page(cast.manager).get(f"{path}?contact=1").content.decode()


def test_record_is_changed_and_wrong_interests_are_told(cast, town, page):
    path = f"/@shanlan/manage/people/{town['a'].public_id}/"
    given = {"vip_tier": "4", "region": "花蓮縣", "interests": "手沖、露營,手沖"}
    assert page(cast.manager).post(path, given).status_code == 302
    kept = BrandMember.objects.get(pk=town["a"].pk)
    assert (kept.vip_tier, kept.region_key, kept.interests) == (4, fold("花蓮縣"), ["手沖", "露營"])
    assert page(cast.manager).post(path, given | {"interests": "x" * 30}).status_code == 422
    assert page(cast.manager).post(path, given | {"vip_tier": "10"}).status_code == 422
    assert Activity.objects.filter(verb="record.changed").count() == 1


def keyed(client, cast, brand, *scopes: str):
    _key, secret = create_key(cast.owner, brand, label="CRM", scopes=list(scopes))
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_key_reads_contact_data_only_with_its_scope(client, cast, brand, town):
    path = f"/api/v1/@shanlan/members/{town['a'].public_id}/"
    plain = keyed(client, cast, brand, "members:read").get(path).json()
    assert (plain["display_name"], plain["email"], plain["birthday"]) == ("陳以安", None, None)
    assert keyed(client, cast, brand, "members:read", "contacts:read").get(path).json()["email"] == "a@example.com"


def test_key_tags_by_filter_and_by_id_but_never_by_neither(client, cast, brand, town):
    browser = keyed(client, cast, brand, "members:read", "members:write")
    tag = browser.post("/api/v1/@shanlan/tags/", {"name": "CRM 名單"}, content_type="application/json").json()
    give = f"/api/v1/@shanlan/tags/{tag['id']}/give/"
    ask = lambda body: browser.post(give, body, content_type="application/json")  # noqa: E731
    assert ask({"filter": {"q": "陈以安"}, "why": "Import"}).json() == {"count": 1}
    assert ask({"members": [town["a"].public_id, town["b"].public_id, "nobody"]}).json() == {"count": 1}
    assert set(MemberTag.objects.values_list("given_by", flat=True)) == {"api"}
    for body in ({}, {"members": [], "filter": {}}, {"filter": {"nonsense": 1}}, {"filter": [1]}):
        assert ask(body).status_code == 422
    assert MemberTag.objects.count() == 2


def test_list_over_rest_goes_on_by_cursor(client, cast, brand, town):
    browser = keyed(client, cast, brand, "members:read")
    first = browser.get("/api/v1/@shanlan/members/?page_size=2").json()
    second = browser.get(first["next"]).json()
    assert not {one["id"] for one in first["results"]} & {one["id"] for one in second["results"]}
    assert browser.get("/api/v1/@shanlan/members/?q=若").json()["results"][0]["display_name"] == "林若晴"
