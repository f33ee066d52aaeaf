"""A town to measure in: one brand, a community with 100,000 posts by 1,000 members, made by copying rows in SQL."""

from collections.abc import Mapping

from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import User
from brands.models import Brand
from content.actions import create_topic, publish_post
from content.models import Post, Reaction
from core import tenancy
from members.actions import appoint, join_brand, join_space
from members.models import BrandMember, Membership
from members.viewer import Viewer
from spaces.models import Space

POSTS, MEMBERS = 100_000, 1_000
# About 460 characters, Chinese with Latin words in between, different in every row.
WORDS = "'今天在店裡試了第 ' || n || ' 支豆子，水溫 ' || 88 + n % 7 || ' 度，' || repeat('尾韻像桂圓，放涼之後有一點 jasmine tea 的感覺。', 12)"


def build(posts: int = POSTS) -> dict[str, str]:
    """Everything that the measuring needs to know: paths and the session of a member."""
    call_command("migrate", verbosity=0)
    brand = Brand.objects.create(slug="bench", name="山嵐咖啡")
    with tenancy.activate(brand):
        owner = Viewer(_account("owner"))
        appoint(brand, owner.user, "owner")
        owner.refresh()
        community = _space(brand, kind="community", slug="plaza", visibility="public", join_policy="open")
        for number in range(4):
            _space(brand, kind="group", slug=f"club-{number}", visibility="listed", join_policy="apply")
        join_space(owner, community)
        owner.refresh()
        topics = [create_topic(owner, community, name=name) for name in ("手沖", "豆子", "店裡的事")]
        reader = Viewer(_account("reader"))
        join_space(reader, community)
        _people(reader, community)
        post = publish_post(owner, community, title="今天的豆子", body="尾韻像桂圓。", topic=topics[0])
        _posts(post, [topic.pk for topic in topics], reader, posts)
        Reaction.objects.bulk_create(
            Reaction(brand=brand, member=reader.member, post_id=pk, kind="heart")
            for pk in Post.objects.order_by("-published_at").values_list("pk", flat=True)[:40:3]
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {"feed": f"/@{brand.slug}/c/{community.slug}/", "session": _session(reader.user)}


def _account(name: str) -> User:
    user = User.objects.create_user(f"{name}@example.com", "a-long-password", display_name=name)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def _space(brand: Brand, **columns: str) -> Space:
    return Space.objects.create(brand=brand, name=columns["slug"], posting_policy="members", **columns)


def _people(reader: Viewer, community: Space) -> None:
    join_brand(reader, community.brand)
    account, member = reader.user.pk, reader.member.pk
    copy(User, account, MEMBERS, {"email": "'u' || n || '@example.com'", "display_name": "'成員 ' || n"})
    copy(BrandMember, member, MEMBERS, {"account_id": f"{account} + n", "display_name": "'成員 ' || n"})
    standing = Membership.objects.get(space=community, member=reader.member)
    copy(Membership, standing.pk, MEMBERS, {"member_id": f"{member} + n", "number": "n + 10"})


def _posts(template: Post, topics: list[int], reader: Viewer, count: int) -> None:
    when = "now() - n * interval '7 minutes'"
    photo = """'[{"id": "' || substr(md5(n::text), 1, 12) || '", "width": 1200, "height": 900, "alt": ""}]'"""
    copy(
        Post,
        template.pk,
        count,
        {
            "title": "CASE WHEN n % 3 = 0 THEN '第 ' || n || ' 支豆子' ELSE '' END",
            "author_id": f"{reader.member.pk} + n % {MEMBERS}",
            "topic_id": f"(ARRAY{topics})[1 + n % {len(topics)}]",
            "body": WORDS,
            "body_html": f"'<p>' || {WORDS} || '</p>'",
            "excerpt": f"left({WORDS}, 200) || '…'",
            "photos": f"CASE WHEN n % 5 = 0 THEN {photo} ELSE '[]' END::jsonb",
            "created_at": when,
            "published_at": when,
            "comment_count": "n % 12",
            "reaction_count": "n % 30",
            "heart_count": "n % 20",
            "cup_count": "n % 7",
            "bulb_count": "n % 3",
        },
    )


@transaction.atomic
def copy(model, template: int, count: int, columns: Mapping[str, str]) -> None:
    """`count` rows like the row `template`, with ids that follow it; `columns` are SQL over the ordinal n."""
    table = model._meta.db_table
    own = {"id": f"{template} + n", **columns}
    if any(field.column == "public_id" for field in model._meta.local_fields):
        own["public_id"] = "substr(md5(random()::text || n), 1, 12)"
    names = [field.column for field in model._meta.local_concrete_fields]
    values = [own.get(name, f't."{name}"') for name in names]
    into = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({into}) SELECT {', '.join(values)} "
            f"FROM {table} AS t, generate_series(1, {count}) AS n WHERE t.id = {template}"
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def _session(user: User) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key
