"""The demo brand: two months of believable history, made by the real actions under a past clock."""

from django.db import transaction

from activity.dispatch import dispatch_batch
from brands.actions import update_brand
from brands.models import Brand
from core import clock, tenancy
from home.actions import open_brand
from home.demo.campaigns import Campaigns
from home.demo.people import ADDRESS, PASSWORD, People
from home.demo.posts import Posts
from home.demo.records import Records
from home.demo.segments import Segments
from home.demo.timeline import Timeline, photo, read
from members.viewer import Viewer

OWNER = "mingzhe"
SIGN_INS = (("manager", OWNER), ("group admin", "yian"), ("member", "ruoqing"))


def is_loaded() -> bool:
    return Brand.objects.filter(slug=read("brand")["slug"]).exists()


@transaction.atomic
def load() -> None:
    """All of it or nothing, so that a start broken off half-way is simply begun again."""
    timeline = Timeline(clock.now())
    with clock.at(timeline.moment(61, 9)):
        people = People()
        people.make_accounts(OWNER)
        brand = _open(people)
    with tenancy.activate(brand):
        posts = Posts(people)
        with clock.at(timeline.moment(61, 10)):
            people.open_spaces(brand, OWNER)
            posts.make_topics(OWNER)
        people.plan(timeline)
        posts.plan(timeline)
        Campaigns(people).plan(timeline)
        Segments(people).plan(timeline)
        timeline.play()
        Records(people).keep(OWNER)


def _open(people: People) -> Brand:
    told = read("brand")
    names = ("slug", "name", "tagline", "accent", "time_zone", "language")
    brand = open_brand(people.accounts[OWNER], **{name: told[name] for name in names})
    with tenancy.activate(brand):
        logo = photo(told["logo"])
        return update_brand(Viewer(people.accounts[OWNER]), brand, logo=logo.file(min(logo.versions)))


def digest() -> None:
    """Let the readers count what has happened; notices older than a day are not sent."""
    while dispatch_batch():
        pass


def sign_ins() -> str:
    lines = [f"  {role:<12} {ADDRESS.format(handle)}" for role, handle in SIGN_INS]
    return "\n".join(["Demo sign-ins, all with the password " + PASSWORD, *lines])
