"""What the demo brand knows of its people: tags, regions, tiers, who brought whom, and when they were here last."""

import datetime as dt
import random

from core import clock
from home.demo.people import People
from members.actions import create_tag, refresh_stages, tag_member, update_record
from members.models import BrandMember

TAGS = {
    "常客": "每週至少來一次，不用等到生日才送禮。",
    "手沖新手": "第一次問沖煮問題時貼上。",
    "試飲名單": "願意收樣豆並寫回饋的人。",
    "展覽認識": "在咖啡展攤位加入的人。",
}
WHY = ("在吧台聊起來的", "上次杯測有來", "自己說的", "")
REGIONS = ("臺北市", "新北市", "桃園市", "臺中市", "臺南市", "高雄市", "花蓮縣")
INTERESTS = ("手沖", "拉花", "淺焙", "深焙", "冷萃", "器材", "甜點", "露營")


class Records:
    def __init__(self, people: People) -> None:
        self.people = people

    def keep(self, owner: str) -> None:
        viewer, chance = self.people.viewer(owner), random.Random("record")
        tags = [create_tag(viewer, name=name, about=about) for name, about in TAGS.items()]
        earlier: list[BrandMember] = []
        for member in BrandMember.objects.order_by("joined_at", "id"):
            update_record(
                viewer,
                member,
                vip_tier=chance.choice((0, 0, 0, 1, 1, 2, 3)),
                region=chance.choice(REGIONS),
                interests=chance.sample(INTERESTS, chance.randint(0, 3)),
            )
            for tag in chance.sample(tags, chance.choice((0, 1, 1, 2))):
                tag_member(viewer, tag, member, why=chance.choice(WHY))
            self._arrival(member, earlier, chance)
            earlier.append(member)
        refresh_stages()

    def _arrival(self, member: BrandMember, earlier: list[BrandMember], chance: random.Random) -> None:
        """Columns of the past that no action writes afterwards."""
        away = dt.timedelta(days=chance.choice((0, 0, 1, 2, 5, 9, 20)), hours=chance.randint(1, 20))
        seen: dict[str, object] = {"last_seen_at": max(member.joined_at, clock.now() - away)}
        if earlier and chance.random() < 0.3:
            seen |= {"source": "invited", "source_label": "朋友帶朋友", "invited_by": chance.choice(earlier[:8])}
        BrandMember.objects.filter(pk=member.pk).update(**seen)
