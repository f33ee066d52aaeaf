"""Who is told of announcements and coupons, and in what words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.links import brand_url
from campaigns import verbs
from campaigns.models import Announcement, Coupon
from campaigns.queries import accounts_in, announcements_by_fact, coupons_by_fact
from campaigns.rules import can_edit_announcement, can_see_announcement, can_see_coupon
from content import markup
from core import dates
from core.notices import Notice, Shown, declare, declare_kind
from core.text import excerpt


def _scheduler(fact: Any) -> list[int]:
    found = Announcement.objects.select_related("scheduled_by").filter(pk=fact.target_id).first()
    return [found.scheduled_by.account_id] if found and found.scheduled_by else []


def _published(announcement: Announcement, viewer: Any) -> Shown:
    path = brand_url("campaigns:announcement", announcement=announcement.public_id)
    return Shown(announcement.title, excerpt(markup.plain(announcement.body_html), 200), path, "megaphone")


def _held(announcement: Announcement, viewer: Any) -> Shown:
    title = _("“%(title)s” was not sent: please confirm") % {"title": announcement.title}
    path = brand_url("campaigns:announcement_detail", announcement=announcement.public_id)
    return Shown(title, announcement.get_held_because_display(), path, "alert")


def _issued(coupon: Coupon, viewer: Any) -> Shown:
    words = {"title": coupon.title, "count": coupon.quantity, "day": dates.day(coupon.ends_at)}
    body = _("%(count)d pieces, until %(day)s.") % words
    return Shown(_("New coupon: %(title)s") % words, body, brand_url("campaigns:wallet"), "ticket")


declare_kind("announcement", gettext_lazy("Announcements"))
declare_kind("coupon", gettext_lazy("New coupons"))
declare_kind("desk", gettext_lazy("Announcements I scheduled that need me"))
declare(
    Notice(
        "announcement.published",
        verbs.ANNOUNCEMENT_PUBLISHED.name,
        "announcement",
        who=lambda fact: accounts_in(fact.space_id),
        load=announcements_by_fact,
        may=can_see_announcement,
        show=_published,
    )
)
declare(
    Notice(
        "announcement.held",
        verbs.ANNOUNCEMENT_HELD.name,
        "desk",
        who=_scheduler,
        load=announcements_by_fact,
        may=can_edit_announcement,
        show=_held,
    )
)
declare(
    Notice(
        "coupon.issued",
        verbs.COUPON_ISSUED.name,
        "coupon",
        who=lambda fact: accounts_in(fact.space_id),
        load=coupons_by_fact,
        may=can_see_coupon,
        show=_issued,
        channels=("inbox",),
    )
)
