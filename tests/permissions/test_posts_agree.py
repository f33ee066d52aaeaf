"""`Post.objects.visible_to` and `can_see_post` say the same: the whole cast, every state, every kind of space."""

from content.models import Post
from content.rules import can_see_post
from core import clock
from spaces.models import Space
from tests.conftest import CAST
from tests.permissions.test_visibility_agrees import every_space

STATES = (
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "in_review", "hidden": True},
    {"state": "published"},
    {"state": "published", "hidden": True},
    {"state": "removed"},
    {"state": "removed", "hidden": True},
)


def every_post(world) -> None:
    """One of each state by two authors, of whom the second is banned in one space and belongs in another."""
    now = clock.now()
    for space in Space.objects.all():
        for author in (world.cast.member.member, world.cast.guest.member, world.cast.editor.member):
            for one in STATES:
                hidden = now if one.get("hidden") else None
                Post.objects.create(
                    brand=world.brand,
                    space=space,
                    author=author,
                    body="x",
                    body_html="<p>x</p>",
                    excerpt="x",
                    state=one["state"],
                    published_at=now,
                    hidden_at=hidden,
                )


def test_list_and_rule_agree_on_every_post(world):
    every_space(world)
    every_post(world)
    posts = list(Post.objects.select_related("space"))
    assert len(posts) >= len(STATES) * 3 * 10
    for who in CAST:
        viewer = getattr(world.cast, who)
        viewer.refresh()
        listed = set(Post.objects.visible_to(viewer).values_list("pk", flat=True))
        allowed = {post.pk for post in posts if can_see_post(viewer, post)}
        differs = [(p.state, p.hidden_at, str(p.space), p.author_id) for p in posts if p.pk in listed ^ allowed]
        assert not differs, f"{who}: {differs[:5]}"
    assert allowed  # anonymous, the last, reads something
