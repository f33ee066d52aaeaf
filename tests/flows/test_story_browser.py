"""The main job by hand, in a real browser at phone and desktop width, with a real worker that is killed on the way."""

import datetime as dt
import os
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browsers import chromium, needs_chromium
from tests.flows.conftest import Install
from tests.flows.person import PASSWORD, photo

pytestmark = [
    pytest.mark.worker,
    pytest.mark.browser,
    pytest.mark.timeout(900),
    needs_chromium,
]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
BRAND = "/@shanlan"
SHOTS = os.environ.get("PLAZA_SHOTS", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Person:
    """Somebody with a browser of their own. What the browser complains about fails the story."""

    def __init__(self, browser: Browser, install: Install, handle: str, viewport: dict[str, int]) -> None:
        self.install, self.handle, self.email = install, handle, f"{handle}@example.com"
        context = browser.new_context(
            base_url=install.url, viewport=viewport, locale="en-GB", extra_http_headers={"Accept-Language": "en"}
        )
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        refused = "status of 409" in said.text or "status of 403" in said.text  # the story asks for these answers
        if said.type == "error" and not refused:
            self.complaints.append(said.text)

    def go(self, path: str) -> Page:
        answer = self.page.goto(path)
        assert answer and answer.status < 500, path
        return self.page

    def press(self, name: str | re.Pattern[str]) -> None:
        """The button of that name that can be seen."""
        self.page.get_by_role("button", name=name).locator("visible=true").first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def sign_up(self) -> "Person":
        self.go("/accounts/signup/")
        self.fill(display_name=self.handle, email=self.email, password1=PASSWORD)
        self.page.locator("main form .btn-primary").first.click()
        self.page.wait_for_load_state()
        self.go(self.install.mailed_link(self.email).removeprefix(self.install.url))
        self.page.locator("main form .btn-primary").first.click()
        self.page.wait_for_load_state()
        return self

    def join_plaza(self) -> None:
        self.go(f"{BRAND}/c/plaza/")
        self.press(re.compile("^Join"))
        expect(self.page.locator(".masthead")).to_contain_text("Joined")

    def sees_in_inbox(self, words: str) -> None:
        for _look in range(30):
            self.go(f"{BRAND}/me/inbox/")
            if self.page.get_by_text(words).count():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"{self.handle} was not told: {words}")

    def shot(self, name: str) -> None:
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_story(browser: Browser, install: Install) -> None:
    owner, admin = (Person(browser, install, name, DESK) for name in ("owner", "yian"))
    visitor, friend, third = (Person(browser, install, name, PHONE) for name in ("ruoqing", "pinyu", "boyu"))
    owner_opens_everything(owner)
    visitor_reads_joins_and_posts(visitor, friend)
    group_takes_applications(owner, admin, [visitor, friend, third])
    announcement_goes_out_once(admin, [visitor, friend, third], install)
    two_coupons_for_three(admin, [visitor, friend, third])
    overview_is_right(owner)
    assert {person.handle: person.complaints for person in (owner, admin, visitor, friend, third)} == {
        name: [] for name in ("owner", "yian", "ruoqing", "pinyu", "boyu")
    }


def owner_opens_everything(owner: Person) -> None:
    owner.go("/")
    owner.fill(display_name="owner", email=owner.email, password=PASSWORD)
    owner.press("Create my account")
    owner.fill(name="山嵐咖啡", slug="shanlan", tagline="山有嵐，杯有香")
    owner.page.locator("main [name=logo]").set_input_files(
        files=[{"name": "logo.jpg", "mimeType": "image/jpeg", "buffer": photo("olive")}]
    )
    owner.press("Open the brand")
    owner.go(f"{BRAND}/manage/communities/new/")
    owner.fill(name="山嵐廣場", slug="plaza")
    owner.press("Open the community")
    owner.go(f"{BRAND}/manage/groups/new/")
    owner.fill(name="焙火室", slug="roastery")
    owner.press("Open the group")
    owner.go(f"{BRAND}/manage/spaces/")
    owner.page.get_by_role("link", name="焙火室").first.click()
    owner.press("Add a question")
    owner.page.locator("[name$='-label']").last.fill("How do you drink coffee?")
    owner.page.locator("[name=posting_policy][value=members]").check()
    owner.page.locator("[name=listed_publicly]").check()
    owner.fill(about="A small table beside the roaster.")
    owner.shot("settings")
    owner.press(re.compile("^Save"))
    owner.press("Archive this space")
    owner.page.locator("#confirm-archive .btn-danger").click()
    owner.page.wait_for_load_state()
    owner.press("Restore this space")


def visitor_reads_joins_and_posts(visitor: Person, friend: Person) -> None:
    expect(visitor.go(f"{BRAND}/c/plaza/").get_by_role("heading", name="山嵐廣場").first).to_be_visible()
    visitor.sign_up().join_plaza()
    visitor.go(f"{BRAND}/c/plaza/")
    visitor.fill(body="今天的樂野有李子味。")
    visitor.page.locator("main [name=photos]").set_input_files(
        files=[{"name": "cup.jpg", "mimeType": "image/jpeg", "buffer": photo()}]
    )
    visitor.press("Post")
    expect(visitor.page.get_by_text("今天的樂野有李子味。").first).to_be_visible()
    visitor.go(f"{BRAND}/c/plaza/")
    expect(visitor.page.locator(".photos img")).to_have_count(1)
    friend.sign_up().join_plaza()
    friend.go(f"{BRAND}/c/plaza/")
    friend.page.locator(".post-bar button").first.click()
    expect(friend.page.locator(".post-bar button[aria-pressed=true]")).to_have_count(1)
    friend.page.locator(".post-bar a").first.click()
    friend.page.locator(".reply-dock textarea").fill("我也喝到了。")
    friend.press("Send")
    expect(friend.page.get_by_text("我也喝到了。").first).to_be_visible()
    friend.shot("post-phone")
    visitor.sees_in_inbox("pinyu")


def group_takes_applications(owner: Person, admin: Person, people: list[Person]) -> None:
    admin.sign_up().join_plaza()
    people[2].sign_up().join_plaza()
    apply(admin, "Early.")
    owner.sees_in_inbox("yian applies")
    decide(owner, "yian", "Approve")
    make_admin(owner, "yian")
    owner.go(f"{BRAND}/g/roastery/")
    owner.fill(body="只有成員看得到的試烘筆記")
    owner.press("Post")
    for person in people:
        apply(person, "Slowly.")
        assert "試烘筆記" not in person.go(f"{BRAND}/g/roastery/").content()
    people[0].shot("gate-waiting-phone")
    admin.sees_in_inbox("ruoqing applies")
    decide(admin, "ruoqing", "Approve")
    admin.go(f"{BRAND}/manage/applications/")
    admin.page.get_by_role("link", name="pinyu").first.click()
    admin.page.locator("[name=words]").fill("Write a little more about you.")
    admin.page.locator("#decline .btn-danger").click()
    admin.page.wait_for_load_state()
    admin.shot("declined")
    people[1].sees_in_inbox("declined")
    expect(people[1].go(f"{BRAND}/g/roastery/").get_by_text("Write a little more about you.").first).to_be_visible()
    apply(people[1], "Slowly, with a scale and a notebook.")
    decide(admin, "pinyu", "Approve")
    decide(admin, "boyu", "Approve")
    expect(people[0].go(f"{BRAND}/g/roastery/").get_by_text("試烘筆記").first).to_be_visible()
    people[0].shot("club-phone")


def apply(person: Person, answer: str) -> None:
    person.go(f"{BRAND}/g/roastery/")
    person.page.locator("#apply textarea").first.fill(answer)
    person.press("Send application")


def decide(admin: Person, handle: str, decision: str) -> None:
    admin.go(f"{BRAND}/manage/applications/")
    admin.page.get_by_role("link", name=handle).first.click()
    expect(admin.page.get_by_text("How do you drink coffee?").first).to_be_visible()
    admin.press(decision)


def make_admin(owner: Person, handle: str) -> None:
    owner.go(f"{BRAND}/g/roastery/members/")
    owner.press(f"Role and removal of {handle}")
    owner.press("Admin")


def announcement_goes_out_once(admin: Person, people: list[Person], install: Install) -> None:
    due = dt.datetime.now(ZoneInfo("Asia/Taipei")) + dt.timedelta(seconds=65)
    admin.go(f"{BRAND}/manage/announcements/new/")
    admin.fill(title="七月試烘豆，週五寄出", body="請回覆寄送地址。")
    choose_audience(admin, "焙火室")
    admin.fill(publish_on=f"{due:%Y-%m-%d}", publish_time=f"{due:%H:%M}")
    admin.press("Schedule")
    admin.shot("announcement-scheduled")
    install.kill_worker()
    for _look in range(100):
        if any("announcement" in line for line in told(people[0])):
            break
        people[0].page.wait_for_timeout(1000)
    for person in people:
        person.sees_in_inbox("七月試烘豆")
        assert len(told(person)) == 1
    people[0].go(f"{BRAND}/g/roastery/announcements/")
    people[0].page.get_by_role("link", name="七月試烘豆").first.click()
    expect(people[0].page.get_by_text("請回覆寄送地址。")).to_be_visible()
    admin.go(f"{BRAND}/manage/announcements/")
    admin.page.get_by_role("link", name="七月試烘豆").first.click()
    expect(admin.page.locator(".reach").first).to_have_text(re.compile(r"1\s*of 5 have read it"))
    admin.shot("announcement-read")


def choose_audience(admin: Person, name: str) -> None:
    audience = admin.page.locator("[name=audience]")
    audience.select_option(audience.locator("option", has_text=name).first.get_attribute("value"))


def told(person: Person) -> list[str]:
    person.go(f"{BRAND}/me/inbox/")
    return ["announcement"] * person.page.get_by_role("link", name="七月試烘豆").count()


def two_coupons_for_three(admin: Person, people: list[Person]) -> None:
    admin.go(f"{BRAND}/manage/coupons/new/")
    admin.fill(title="手沖一杯招待", quantity="2")
    choose_audience(admin, "焙火室")
    admin.press(re.compile("Issue"))
    for person in people:
        person.go(f"{BRAND}/me/wallet/")
    for person in people:
        person.page.get_by_role("button", name="Claim").locator("visible=true").first.click(no_wait_after=True)
    for person in people:
        person.page.wait_for_load_state()
    codes = [code for person in people if (code := code_of(person))]
    assert len(set(codes)) == 2
    (late,) = (person for person in people if not code_of(person))
    late.go(f"{BRAND}/g/roastery/")
    expect(
        late.page.get_by_text(re.compile("all (have been )?claimed|sold out|All claimed", re.I)).first
    ).to_be_visible()
    admin.go(f"{BRAND}/manage/redeem/")
    redeem(admin, codes[0], "中山店")
    expect(admin.page.get_by_text("手沖一杯招待").first).to_be_visible()
    redeem(admin, codes[0], "永康店")
    expect(admin.page.get_by_text(re.compile("中山店")).first).to_be_visible()
    admin.shot("redeemed-twice")


def code_of(person: Person) -> str:
    person.go(f"{BRAND}/me/wallet/")
    codes = person.page.locator(".code")
    person.shot(f"wallet-{person.handle}")
    return codes.first.inner_text() if codes.count() else ""


def redeem(admin: Person, code: str, place: str) -> None:
    admin.go(f"{BRAND}/manage/redeem/")
    admin.fill(code=code, place=place)
    admin.page.locator("main form .btn-primary").first.click()
    admin.page.wait_for_load_state()


def overview_is_right(owner: Person) -> None:
    expected = {"New members": "5", "Posts": "2", "Coupon claims": "2", "Redemptions": "1"}
    for _look in range(30):
        owner.go(f"{BRAND}/manage/?days=7")
        tiles = owner.page.locator(".kpi")
        shown = {
            tiles.nth(index).locator("h3").inner_text(): tiles.nth(index).locator(".kpi-value").inner_text()
            for index in range(tiles.count())
        }
        if all(shown.get(name) == value for name, value in expected.items()):
            break
        owner.page.wait_for_timeout(1000)
    owner.shot("overview")
    assert {name: shown.get(name) for name in expected} == expected
