"""Who walks the matrix, and the most that each may ever meet of a closed group, over every address together.

One line per principal of the reliability page, P01–P20 and K1–K10. A principal that does not exist yet says why, so that
whoever builds it finds the line. Names of people are asked apart: members of one brand know each other.
"""

from dataclasses import dataclass

NOTHING: frozenset[str] = frozenset()
SHELL = frozenset({"lshell"})  # a listed group exists, and this is its gate
OWN = SHELL | {"lcoupon", "scoupon"}  # what was claimed stays good, whatever became of the person
COUPONS = frozenset({"lcoupon", "scoupon"})  # own claims, their group as an opaque id
INSIDE = frozenset(f"{group}{kind}" for group in "ls" for kind in ("shell", "inside", "coupon"))
DESK = frozenset(f"{group}{kind}" for group in "ls" for kind in ("desk", "answer", "reason", "sanction"))
SANCTIONED = frozenset({"lsanction", "ssanction"})  # one is told why, and never more
BANNED = frozenset({"sban"})  # why somebody is out of the whole brand: of no group
LINKS = frozenset({"llink", "slink"})  # what invite links are called, for all who invite
EVERYTHING = INSIDE | DESK | LINKS


@dataclass(frozen=True)
class Principal:
    """`name` is who it is in the planted world; None with a `note` is one that does not exist yet."""

    id: str
    name: str | None
    most: frozenset[str] = NOTHING
    note: str = ""


PRINCIPALS = (
    Principal("P01", "anonymous"),
    Principal("P02", "b-insider", frozenset({"bshell", "binside", "bcoupon"}), "their own brand's group only"),
    Principal("P03", "guest", SHELL),
    Principal("P04", "applied", SHELL | {"lanswer"}),
    Principal("P04", "queued", SHELL, "the group where they wait in line turned secret"),
    Principal("P05", "invited", SHELL | {"sshell"}, "asked into both, and has not answered"),
    Principal("P06", "left", OWN, "and a ban after that was lifted"),
    Principal("P06", "removed", OWN | SANCTIONED),
    Principal("P06", "declined", SHELL | {"lanswer", "lreason"}),
    Principal("P07", "banned", OWN | SANCTIONED),
    Principal("P08", "outcast", BANNED, "banned from the brand, and told why"),
    Principal("P09", "muted", INSIDE | SANCTIONED),
    Principal("P10", "insider", INSIDE),
    Principal("P11", "esteemed", SHELL),
    Principal("P12", "expert", INSIDE),
    Principal("P13", "elsewhere", SHELL),
    Principal("P14", "moderator", INSIDE | SANCTIONED | LINKS),
    Principal("P15", "admin", EVERYTHING),
    Principal("P16", "agent", SHELL),
    Principal("P16", "editor", SHELL, "writes as the brand: no key to a group"),
    Principal("P17", "analyst"),
    Principal("P18", "manager", EVERYTHING | BANNED),
    Principal("P18", "owner", EVERYTHING | BANNED),
    Principal(
        "P19",
        "b-owner",
        frozenset(f"b{kind}" for kind in ("shell", "inside", "coupon", "desk", "answer", "reason", "sanction")),
    ),
    Principal("P20", "operator", NOTHING, "no break-glass exists: an operator meets nothing of a brand"),
    Principal("K1", "content key"),
    Principal(
        "K2",
        "groups key",
        EVERYTHING - COUPONS - SANCTIONED,
        "the owner's; keys cannot be limited to named groups yet",
    ),
    Principal("K3", "members key", BANNED, "of the brand's people, and of no closed group"),
    Principal("K4", "coupons key", NOTHING, "the owner claimed none; of closed groups it sees none"),
    Principal("K5", "analytics key"),
    Principal("K6", "webhooks key", NOTHING, "how they are set up, by ids; bodies: test_webhooks.py"),
    Principal("K7", None, note="support does not exist yet, and no scope for it"),
    Principal("K8", "revoked key"),
    Principal("K9", "b-key"),
    Principal("K10", "key of an outsider", SHELL),
    Principal("K10", "blind key of an insider", COUPONS),
    Principal("K1", "blind key", BANNED, "every scope but groups:read"),
)
THERE = tuple(one for one in PRINCIPALS if one.name)
BY_NAME = {one.name: one for one in THERE}
SEES_MEMBERS = {"insider", "muted", "expert", "moderator", "admin", "manager", "owner", "groups key"}
NO_BRAND_OF_OURS = {"anonymous", "operator", "revoked key", "b-key", "b-owner", "b-insider"} | {
    one.name for one in THERE if one.id.startswith("K") and one.name != "groups key"
}
# For them a secret group must be like one that never was.
UNAWARE = ("anonymous", "guest", "removed", "banned", "esteemed", "analyst", "blind key", "b-owner")
