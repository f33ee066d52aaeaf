"""Accounts, the two spaces, who joined when, who applied and what was decided."""

import random
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage

from accounts.models import User
from brands.models import Brand
from communities.actions import create_community
from groups.actions import create_group
from home.demo.timeline import Timeline, photo, read
from members.actions import (
    add_rule,
    apply_to_space,
    appoint,
    approve_application,
    assign_role,
    decline_application,
    join_space,
)
from members.models import Application, BrandMember, Membership
from members.viewer import Viewer
from spaces.models import Space

PASSWORD = "plaza-demo-2026"  # noqa: S105 (printed at every start, for a demo on this machine)
ADDRESS = "{}@demo.example"
_SPACE_ROLE = {"group_admin": "moderator", "moderator": "moderator", "expert": "expert", "staff": "moderator"}


_FIRST_ADMIN = {
    "applicant": "yian",
    "status": "approved",
    "day": 60,
    "hour": 12,
    "answers": {
        "habit": "每天早上先喝前一天烘的那一批。",
        "share": "我管生豆倉庫，也想把這張桌子顧好。",
        "beans": ["leye"],
    },
    "decided_by": "mingzhe",
    "decided_day": 60,
    "decided_hour": 13,
}


class People:
    def __init__(self) -> None:
        self.told = {person["handle"]: person for person in read("people")}
        self.accounts: dict[str, User] = {}
        self.spaces: dict[str, Space] = {}

    def viewer(self, handle: str) -> Viewer:
        return Viewer(self.accounts[handle])

    def member(self, handle: str) -> BrandMember:
        return BrandMember.objects.get(account=self.accounts[handle])

    def make_accounts(self, operator: str) -> None:
        """Past sign-ups have no action of ours: allauth owns that door."""
        for handle, person in self.told.items():
            user = User(
                email=ADDRESS.format(handle),
                display_name=person["display_name"],
                language=person["language"],
                is_staff=handle == operator,
            )
            user.password = self.accounts[operator].password if operator in self.accounts else ""
            if not user.password:
                user.set_password(PASSWORD)
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            self.accounts[handle] = user

    def plan(self, timeline: Timeline) -> None:
        for handle, person in self.told.items():
            if person["role"] != "owner":
                chance = random.Random(handle)
                moment = timeline.moment(person["joined_day"], 8 + chance.random() * 3)
                timeline.plan(moment, partial(self._join_plaza, handle))
        for letter in [_FIRST_ADMIN, *read("applications")]:
            self._plan_application(timeline, letter)
        timeline.plan(timeline.moment(7, 10), self._write_rule)
        timeline.plan(timeline.moment(60, 14), partial(self._give_role, "yian", "roastery", "admin"))

    def open_spaces(self, brand: Brand, owner: str) -> None:
        viewer, told = self.viewer(owner), read("brand")["spaces"]
        for space in told:
            make = create_community if space["kind"] == "community" else create_group
            settings = {name: space[name] for name in ("name", "slug", "tagline", "about")}
            settings["rules"] = "\n".join(f"{rule['title']}。{rule['text']}" for rule in space["rules"])
            if space["kind"] == "group":
                settings |= {"offers": space["offers"], "listed_publicly": True, "questions": _questions(space)}
            made = make(viewer, brand, **settings)
            Space.objects.filter(pk=made.pk).update(cover=_stored(f"photos/{space['cover']}.jpg", "covers"))
            self.spaces[space["slug"]] = Space.objects.get(pk=made.pk)
        self._dress(owner)

    def _join_plaza(self, handle: str) -> None:
        join_space(self.viewer(handle), self.spaces["plaza"])
        self._dress(handle)
        person = self.told[handle]
        if role := _SPACE_ROLE.get(person["role"]):
            self._give_role(handle, "plaza", role)
        if person["role"] == "staff":
            appoint(self.spaces["plaza"].brand, self.accounts[handle], "agent")

    def _dress(self, handle: str) -> None:
        """Bio and picture, as the person would have set them on their profile."""
        person = self.told[handle]
        avatar = _stored(person["avatar"], "avatars") if person["avatar"] else ""
        BrandMember.objects.filter(account=self.accounts[handle]).update(bio=person["bio"], avatar=avatar)

    def _give_role(self, handle: str, slug: str, role: str) -> None:
        mine = Membership.objects.select_related("space").get(space=self.spaces[slug], member=self.member(handle))
        assign_role(self.viewer("mingzhe"), mine, role)

    def _plan_application(self, timeline: Timeline, letter: dict[str, Any]) -> None:
        timeline.plan(timeline.moment(letter["day"], letter["hour"]), partial(self._apply, letter))
        if letter["decided_by"]:
            timeline.plan(timeline.moment(letter["decided_day"], letter["decided_hour"]), partial(self._decide, letter))

    def _apply(self, letter: dict[str, Any]) -> None:
        question = next(one for one in read("brand")["spaces"][1]["questions"] if one["key"] == "beans")
        labels = {option["value"]: option["label"] for option in question["options"]}
        answers = letter["answers"] | {"beans": [labels[value] for value in letter["answers"]["beans"]]}
        apply_to_space(self.viewer(letter["applicant"]), self.spaces["roastery"], answers=answers)

    def _write_rule(self) -> None:
        """Whoever took the tasting class gets in at once: one application of the demo does."""
        tasted = {"what": "answer", "how": "contains", "subject": "habit", "value": "杯測課"}
        add_rule(
            self.viewer("mingzhe"),
            self.spaces["roastery"],
            name="上過杯測課",
            outcome="approve",
            conditions=[tasted],
        )

    def _decide(self, letter: dict[str, Any]) -> None:
        applicant = self.member(letter["applicant"])
        application = Application.objects.select_related("space", "member").get(member=applicant, state="waiting")
        decider = self.viewer(letter["decided_by"])
        if letter["status"] == "approved":
            approve_application(decider, application)
        else:
            decline_application(decider, application, reason=letter["message"])


def _questions(space: dict[str, Any]) -> list[dict[str, Any]]:
    kinds = {"text": "text", "choice-multiple": "choices"}
    return [
        {
            "key": one["key"],
            "label": one["label"],
            "hint": one["hint"],
            "kind": kinds[one["kind"]],
            "options": [option["label"] for option in one.get("options", [])],
            "required": one["required"],
        }
        for one in space["questions"]
    ]


def _stored(path: str, folder: str) -> str:
    """The name under which a picture of the demo is kept, re-encoded like an upload."""
    picture = photo(path)
    name = path.rpartition("/")[2].partition(".")[0]
    return default_storage.save(f"{folder}/{name}.webp", picture.file(max(picture.versions)))
