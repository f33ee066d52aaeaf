"""The main job through REST, in one sitting, with a real worker that is killed on the way."""

import datetime as dt
import email
import email.policy
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.flows.conftest import Install
from tests.flows.person import PASSWORD, Person, photo
from tests.running import processes

pytestmark = [pytest.mark.worker, pytest.mark.timeout(600)]
BRAND = "shanlan"


def test_story(install: Install) -> None:
    story = Story(install)
    story.owner_opens_a_brand()
    story.visitor_reads_joins_and_posts()
    story.group_takes_applications()
    story.announcement_goes_out_once_although_the_worker_dies()
    story.two_coupons_and_three_members()
    story.numbers_are_right_to_the_unit()


def wait_for(condition: Callable[[], object], seconds: float, why: str) -> object:
    """Look twice a second: the people of this story are under the rate limits like everybody."""

    def look() -> object:
        time.sleep(0.5)
        return condition()

    return processes.wait_for(look, seconds, why)


class Story:
    def __init__(self, install: Install) -> None:
        self.install = install
        self.owner = Person(install, "owner", BRAND)
        self.visitor = Person(install, "ruoqing", BRAND)
        self.friend = Person(install, "pinyu", BRAND)
        self.admin = Person(install, "yian", BRAND)
        self.third = Person(install, "boyu", BRAND)

    def owner_opens_a_brand(self) -> None:
        first = self.owner.submit("/setup/", email=self.owner.email, password=PASSWORD, display_name="owner")
        assert first.ok, first.text
        self.owner.ok(
            "POST",
            "/api/v1/brands/",
            {"slug": BRAND, "name": "山嵐", "accent": "#17645f", "time_zone": "Asia/Taipei", "language": "zh-hant"},
        )
        assert self.owner.ok("PATCH", f"/api/v1/brands/{BRAND}/", {"name": "山嵐咖啡"})["name"] == "山嵐咖啡"
        self.plaza = self.owner.ok("POST", "communities/", {"slug": "plaza", "name": "山嵐廣場"})["id"]
        questions = [{"label": "How do you drink coffee?", "kind": "text"}]
        self.group = self.owner.ok("POST", "groups/", {"slug": "roastery", "name": "焙火室", "questions": questions})[
            "id"
        ]
        changed = self.owner.ok(
            "PATCH", f"groups/{self.group}/", {"posting_policy": "members", "about": "A small table."}
        )
        assert (changed["posting_policy"], changed["join_policy"]) == ("members", "apply")
        self.key = changed["questions"][0]["key"]
        self.owner.ok("POST", f"groups/{self.group}/archive/")
        assert self.owner.ok("GET", f"groups/{self.group}/")["archived_at"]
        self.owner.ok("POST", f"groups/{self.group}/restore/")

    def visitor_reads_joins_and_posts(self) -> None:
        assert self.visitor.get(f"/@{BRAND}/c/plaza/").ok
        assert [one["name"] for one in self.visitor.ok("GET", "communities/")["results"]] == ["山嵐廣場"]
        self.visitor.refused(401, "POST", f"communities/{self.plaza}/join/")
        self.visitor.sign_up()
        self.visitor.ok("POST", f"communities/{self.plaza}/join/")
        topic = self.owner.ok("POST", "topics/", {"space": self.plaza, "name": "沖煮日誌"})["id"]
        files = {"file": ("cup.jpg", photo(), "image/jpeg")}
        picture = self.visitor.ok("POST", "attachments/", files=files, data={"space": self.plaza, "alt": "a cup"})["id"]
        written = self.visitor.ok(
            "POST",
            "posts/",
            {"space": self.plaza, "topic": topic, "body": "今天的樂野有李子味。", "attachment_ids": [picture]},
            headers={"Idempotency-Key": "first-post"},
        )
        self.post = written["id"]
        assert [one["alt"] for one in written["photos"]] == ["a cup"]
        self.friend.sign_up()
        self.friend.ok("POST", f"communities/{self.plaza}/join/")
        self.friend.ok("POST", f"posts/{self.post}/comments/", {"body": "我也喝到了。"})
        self.friend.ok("PUT", f"posts/{self.post}/reactions/heart/")
        wait_for(lambda: any("pinyu" in title for title in self.visitor.inbox()), 20, "a notice of the comment")

    def group_takes_applications(self) -> None:
        for person in (self.admin, self.third):
            person.sign_up().ok("POST", f"communities/{self.plaza}/join/")
        self.owner.ok("POST", f"applications/{self._apply(self.admin)}/approve/")
        (mine,) = (
            one
            for one in self.owner.ok("GET", f"memberships/?space={self.group}")["results"]
            if one["member"]["display_name"] == "yian"
        )
        self.owner.ok("PATCH", f"memberships/{mine['id']}/", {"role": "admin"})
        inside = self.owner.ok("POST", "posts/", {"space": self.group, "body": "只有成員看得到的試烘筆記"})["id"]
        assert self.visitor.ok("GET", f"groups/{self.group}/")["name"] == "焙火室"
        self.refuses_outsiders(inside)
        sent = [self._apply(person) for person in (self.visitor, self.friend, self.third)]
        wait_for(lambda: len(self.admin.inbox()) >= 3, 20, "notices of the applications")
        self.refuses_outsiders(inside)
        first = self.admin.ok("GET", f"applications/{sent[0]}/")
        assert first["answers"][0]["answer"] == "Slowly."
        self.admin.ok("POST", f"applications/{sent[0]}/approve/")
        self.admin.refused(409, "POST", f"applications/{sent[0]}/approve/")
        self.admin.ok("POST", f"applications/{sent[1]}/decline/", {"reason": "Write a little more about you."})
        wait_for(lambda: any("declined" in title for title in self.friend.inbox()), 20, "the reason")
        assert self.visitor.ok("GET", f"posts/{inside}/")["body"]
        self.friend.refused(404, "GET", f"posts/{inside}/")
        for application in (self._apply(self.friend), sent[2]):
            self.admin.ok("POST", f"applications/{application}/approve/")

    def _apply(self, person: Person) -> str:
        return person.ok("POST", f"groups/{self.group}/apply/", {"answers": {self.key: "Slowly."}})["id"]

    def refuses_outsiders(self, post: str) -> None:
        """No content of the group by any door before approval."""
        assert self.visitor.api("GET", f"posts/{post}/").status_code == 404
        assert "試烘筆記" not in self.visitor.get(f"/@{BRAND}/g/roastery/").text
        assert self.visitor.get(f"/@{BRAND}/g/roastery/posts/{post}/").status_code in (403, 404)
        assert all(one["id"] != post for one in self.visitor.ok("GET", "posts/")["results"])
        self.visitor.refused(403, "GET", f"posts/?space={self.group}")

    def announcement_goes_out_once_although_the_worker_dies(self) -> None:
        due = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=6)
        self.announcement = self.admin.ok(
            "POST",
            "announcements/",
            {"space": self.group, "title": "七月試烘豆", "body": "週五寄出。", "publish_at": due.isoformat()},
        )["id"]
        past = {"space": self.group, "title": "x", "body": "y", "publish_at": "2020-01-01T00:00:00Z"}
        assert "publish_at" in self.admin.refused(422, "POST", "announcements/", past)["errors"]
        self.install.kill_worker()
        members = (self.visitor, self.friend, self.third, self.owner, self.admin)
        wait_for(lambda: all(self.told(person) for person in members[:3]), 120, "everyone to be told")
        self.install.kill_worker()
        audience = self.audience()
        wait_for(lambda: self.mailed() == audience, 120, "every mail")
        assert [self.told(person) for person in members[:3]] == [1, 1, 1]
        self.visitor.ok("POST", f"announcements/{self.announcement}/read/")
        self.friend.ok("POST", f"announcements/{self.announcement}/read/")
        self.friend.ok("POST", f"announcements/{self.announcement}/read/")
        seen = self.admin.ok("GET", f"announcements/{self.announcement}/")
        assert (seen["read_count"], seen["audience_count"]) == (2, audience)

    def audience(self) -> int:
        return self.admin.ok("GET", f"announcements/{self.announcement}/")["audience_count"]

    def told(self, person: Person) -> int:
        return sum("七月試烘豆" in title for title in person.inbox())

    def mailed(self) -> int:
        """Distinct files that carry the announcement; a doubled delivery would have to be a second file."""
        subjects = [
            email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)["Subject"]
            for mail in self.install.mails()
        ]
        return sum("七月試烘豆" in subject for subject in subjects)

    def two_coupons_and_three_members(self) -> None:
        coupon = self.admin.ok("POST", "coupons/", {"space": self.group, "title": "手沖一杯招待", "quantity": 2})["id"]
        assert (
            "quantity"
            in self.admin.refused(422, "POST", "coupons/", {"space": self.group, "title": "x", "quantity": -1})[
                "errors"
            ]
        )
        people = (self.visitor, self.friend, self.third)
        with ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda person: person.api("POST", f"coupons/{coupon}/claim/"), people))
        won = [answer.json() for answer in answers if answer.ok]
        lost = [answer for answer in answers if not answer.ok]
        assert len({claim["code"] for claim in won}) == 2
        assert [(one.status_code, one.json()["code"]) for one in lost] == [(409, "sold_out")]
        self.admin.ok("POST", "claims/redeem/", {"code": won[0]["code"], "place": "中山店"})
        second: dict[str, Any] = self.admin.refused(
            409, "POST", "claims/redeem/", {"code": won[0]["code"], "place": "永康店"}
        )
        assert second["code"] == "already_redeemed"
        assert "中山店" in second["title"]

    def numbers_are_right_to_the_unit(self) -> None:
        self.install.kill_worker()
        expected = {
            "new_members": 5,
            "posts": 2,
            "comments": 1,
            "announcement_readers": 2,
            "coupon_claims": 2,
            "redemptions": 1,
            "active_members": 5,
        }
        wait_for(lambda: self.numbers().items() >= expected.items(), 60, f"{expected}, not {self.numbers()}")

    def numbers(self) -> dict[str, int]:
        return {
            series["metric"]: sum(point["value"] for point in series["points"])
            for series in self.owner.ok("GET", "metrics/")["results"]
        }
