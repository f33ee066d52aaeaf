"""
THE table of addresses: what each of the cast gets. An address without a row fails test_urls.py.

Add rows under your app's heading. A star means everybody who is not named. Pages under manage/ and me/ send visitors to
the sign-in (302), the API answers 401; what may not be known is 404. Things that rows name are made in world.py.
"""

from tests.permissions.rows import LOGIN, RUNS, STAFF, row

ALL = {200: "*"}
NEEDS_POST = {405: "*"}

COMMUNITY = lambda w: w.community.public_id  # noqa: E731 (read as a table)
GROUP = lambda w: w.group.public_id  # noqa: E731
SECRET = lambda w: w.secret.public_id  # noqa: E731
INSIDE_SECRET = f"{RUNS} admin moderator expert member"
SECRET_ADMINS = {LOGIN: "anonymous", 404: "editor agent analyst guest outsider", 403: "moderator expert member"}
MANAGES = f"{RUNS} admin"
API_ADMINS = {401: "anonymous", 403: "*"}
API_SECRET = {404: "*", 403: "moderator expert member"}
INSIDE = "admin moderator expert member"
UNAWARE = "analyst outsider anonymous"  # of a listed group
DESK = {LOGIN: "anonymous", 403: "*"}
SIGNED_IN = {LOGIN: "anonymous", 200: "*"}
API_SIGNED_IN = {401: "anonymous", 200: "*"}
GROUP_SLUG = lambda w: w.group.slug  # noqa: E731
APPLICATION = lambda w: w.application.public_id  # noqa: E731
TAG_JOB = lambda w: w.tag_job.public_id  # noqa: E731
PROPOSAL = lambda w: w.proposal.public_id  # noqa: E731
PROPOSAL_DESK = {LOGIN: "anonymous", 403: "guest", 404: "*"}
DECLINED = lambda w: w.declined.public_id  # noqa: E731
RULE = lambda w: w.rule.public_id  # noqa: E731
MEMBERSHIP = lambda w: w.membership.public_id  # noqa: E731
PLAZA_LINK = lambda w: w.plaza_link.public_id  # noqa: E731
INVITE = lambda w: w.invite.public_id  # noqa: E731
LINK = {"role": "member"}
INVITERS = {200: f"{RUNS} admin moderator", 404: "*"}
LINK_CODE = lambda w: w.link.code  # noqa: E731
INVITE_CODE = lambda w: w.invite.code  # noqa: E731
BATCH = lambda w: w.batch.public_id  # noqa: E731
OWN_BATCH = {200: "admin", 404: "*"}
API_OTHERS = {401: "anonymous", 404: "*"}
API_OWN_BATCH = {200: "admin", **API_OTHERS}
ADDRESS_CODE = lambda w: w.address_invite.code  # noqa: E731
EXPORT = lambda w: w.export.public_id  # noqa: E731
DELIVERY = lambda w: w.delivery.public_id  # noqa: E731
DRAFT = lambda w: w.draft.public_id  # noqa: E731
ANNOUNCEMENT = lambda w: w.announcement.public_id  # noqa: E731
COUPON = lambda w: w.coupon.public_id  # noqa: E731
CLAIM = lambda w: w.claim.public_id  # noqa: E731
# A draft to the group: whoever may send it; for the members inside it is not there yet.
SENDERS = {302: MANAGES, LOGIN: "anonymous", 404: "*"}
ANNOUNCERS = f"{MANAGES} editor"
ISSUERS = {200: MANAGES, LOGIN: "anonymous", 403: "moderator expert member", 404: "*"}

MANAGER = lambda w: w.cast.manager.member.public_id  # noqa: E731
ONLY_OWNER = {LOGIN: "anonymous", 404: "outsider", 403: "*"}
API_OWNER = {404: "outsider anonymous", 403: "*"}
GUEST = lambda w: w.cast.guest.member.public_id  # noqa: E731
TAG = lambda w: w.tag.public_id  # noqa: E731
TAG_DESK = {LOGIN: "anonymous", 404: "*"}
HOOK = lambda w: w.webhook.public_id  # noqa: E731
HOOK_SENT = lambda w: w.webhook_test.public_id  # noqa: E731
OWNERS = {200: "owner", LOGIN: "anonymous", 403: "*"}
OWNERS_ACT = {302: "owner", LOGIN: "anonymous", 403: "*"}
API_OWNERS = {401: "anonymous", 200: "owner", 403: "*"}
API_OWNERS_SEND = {401: "anonymous", 202: "owner", 403: "*"}
HOOK_WORDS = {"label": "Till", "url": "https://hooks.shop.com/x", "verbs": ["membership.*"]}
PLAZA_SLUG = lambda w: w.community.slug  # noqa: E731
POST = lambda w: w.post.public_id  # noqa: E731
COMMENT = lambda w: w.comment.public_id  # noqa: E731
CLUB_POST = lambda w: w.club_post.public_id  # noqa: E731
CLUB_COMMENT = lambda w: w.club_comment.public_id  # noqa: E731
IN_PLAZA = {"space_slug": PLAZA_SLUG, "post": POST}
IN_CLUB = {"space_slug": GROUP_SLUG, "post": CLUB_POST}
WRITES = f"owner manager editor {INSIDE} guest"
MODERATES = "owner manager editor admin moderator"
CLUB_READERS = f"{RUNS} {INSIDE}"
CLUB_MODERATES = f"{RUNS} admin moderator"
ADD_HEART = {"add": "heart"}

SEES_SEGMENTS = "owner manager editor analyst"
CHANGES_SEGMENT = {302: RUNS, LOGIN: "anonymous", 403: "editor analyst", 404: "*"}
API_CHANGES_SEGMENT = {200: RUNS, 403: "editor analyst", 404: "*"}
SEGMENT = lambda w: w.segment.public_id  # noqa: E731
BRIDGE = lambda w: w.bridge.public_id  # noqa: E731
SEGMENT_FORM = {"name": "老朋友", "how": "all", "do": "save", "0.field": "joined", "0.p.days": "30"}
RULE_BODY = {"rule": {"match": "all", "rules": [{"field": "joined", "days": 30}]}}
SEGMENT_BODY = {"name": "新人", **RULE_BODY}
GUEST = lambda w: w.cast.guest.member.public_id  # noqa: E731
PLAZA_MEMBERSHIP = lambda w: w.community_membership.public_id  # noqa: E731
SANCTION = {"reason": "x", "until": "2030-01-01T00:00:00Z"}
TEAM = f"{RUNS} admin moderator"
PLAZA_ADMINS = {302: f"{RUNS} admin", 403: "moderator expert member guest", 404: "*"}
PLAZA_TEAM = {302: TEAM, 403: "expert member guest", 404: "*"}
CLUB_ADMINS = {200: f"{RUNS} admin", 403: "moderator expert member", 404: "*"}
CLUB_TEAM = {200: TEAM, 403: "expert member", 404: "*"}

ROWS = [
    # install
    row("install:landing", ALL),
    row("install:set_language", NEEDS_POST),
    row("install:set_theme", NEEDS_POST),
    row("install:set_up", {404: "*"}),  # only while no account exists
    row("install:open_brand", {LOGIN: "anonymous", 403: "*"}),  # operators, who are no role of a brand
    row("alive", ALL),
    row("schema", ALL),
    row("docs", ALL),
    row("admin:index", {302: "*"}),  # nobody of a brand is an operator
    # home
    row("home:brand", ALL),
    row("home:person_posts", ALL, member=lambda w: w.cast.guest.member.public_id),
    row("home-api:brands", {200: "*", 401: "anonymous"}),
    row("home-api:brands", {401: "anonymous", 403: "*"}, method="POST", data={"name": "x"}),
    row("home-api:brand", ALL),
    row("home-api:brand", {200: RUNS, 401: "anonymous", 403: "*"}, method="PATCH", data={"tagline": "x"}),
    row("home:overview", {200: f"{RUNS} analyst admin", LOGIN: "anonymous", 403: "*"}),
    # brands
    row("brands:theme", ALL),
    row("brands:logo", {404: "*"}),  # no logo was given
    row("brands:settings", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("brands:settings", {422: RUNS, LOGIN: "anonymous", 403: "*"}, method="POST"),
    row("brands:keys", {200: "owner", LOGIN: "anonymous", 403: "*"}),
    row("brands:keys", {422: "owner", LOGIN: "anonymous", 403: "*"}, method="POST", data={"label": "Till"}),
    row(
        "brands:revoke_key",
        {302: "owner", LOGIN: "anonymous", 403: "*"},
        method="POST",
        key=lambda w: w.key.prefix,
    ),
    # analytics
    row("analytics:numbers", {200: f"{RUNS} analyst", LOGIN: "anonymous", 403: "*"}, metric=lambda w: "posts"),
    row("analytics-api:metrics", {200: f"{RUNS} analyst", 401: "anonymous", 403: "*"}),
    row("analytics-api:activities", {200: RUNS, 401: "anonymous", 403: "*"}),
    # spaces
    row("spaces:list", {200: f"{RUNS} admin", LOGIN: "anonymous", 403: "*"}),
    row("spaces:settings", {200: f"{RUNS} admin", LOGIN: "anonymous", 403: "*"}, space=COMMUNITY),
    row("spaces:settings", {200: f"{RUNS} admin", LOGIN: "anonymous", 404: "analyst outsider", 403: "*"}, space=GROUP),
    row("spaces:settings", SECRET_ADMINS | {200: f"{RUNS} admin"}, space=SECRET),
    row("spaces:settings", SECRET_ADMINS | {422: f"{RUNS} admin"}, method="POST", space=SECRET),
    row("spaces:archive", SECRET_ADMINS | {302: f"{RUNS} admin"}, method="POST", space=SECRET),
    row("spaces:archive", {405: "*", LOGIN: "anonymous"}, space=SECRET),
    row("spaces:restore", SECRET_ADMINS | {302: f"{RUNS} admin"}, method="POST", space=SECRET),
    row("spaces:cover", {200: INSIDE_SECRET, 404: "*"}, space=lambda w: w.covered_secret.public_id),
    row("spaces:cover", {404: "*"}, space=COMMUNITY),  # it has none
    # communities
    row("communities-api:list", ALL),
    row("communities-api:list", {201: RUNS, 401: "anonymous", 403: "*"}, method="POST", data={"name": "x"}),
    row("communities-api:detail", ALL, space=COMMUNITY),
    row("communities-api:detail", {404: "*"}, space=GROUP),
    row("communities-api:detail", API_ADMINS | {200: MANAGES}, method="PATCH", space=COMMUNITY),
    row("communities-api:archive", API_ADMINS | {200: MANAGES}, method="POST", space=COMMUNITY),
    row("communities-api:restore", API_ADMINS | {200: MANAGES}, method="POST", space=COMMUNITY),
    row("members:tag_jobs", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("members:tag_job", TAG_DESK | {200: RUNS}, job=TAG_JOB),
    row("members:turn_tag_job", TAG_DESK | {302: RUNS}, method="POST", job=TAG_JOB, turn=lambda w: "stop"),
    row("members-api:tag_jobs", {200: RUNS, 401: "anonymous", 403: "*"}),
    row("members-api:tag_jobs", {422: RUNS, 401: "anonymous", 403: "*"}, method="POST", data={}),
    row("members-api:tag_job", {200: RUNS, 404: "*"}, job=TAG_JOB),
    row("members-api:stop_tag_job", {200: RUNS, 404: "*"}, method="POST", job=TAG_JOB),
    row("members-api:undo_tag_job", {409: RUNS, 404: "*"}, method="POST", job=TAG_JOB),
    row("communities:own", {LOGIN: "anonymous", 403: "*"}),  # switched off at first
    row("communities:own", {LOGIN: "anonymous", 403: "*"}, method="POST", data={}),
    row(
        "communities:withdraw",
        {302: "guest", LOGIN: "anonymous", 403: RUNS, 404: "*"},
        method="POST",
        proposal=PROPOSAL,
    ),
    row("communities:proposals", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("communities:proposal", PROPOSAL_DESK | {200: RUNS}, proposal=PROPOSAL),
    row("communities:approve", PROPOSAL_DESK | {302: RUNS}, method="POST", proposal=PROPOSAL),
    row("communities:decline", PROPOSAL_DESK | {422: RUNS}, method="POST", proposal=PROPOSAL),
    row("communities-api:proposals", API_SIGNED_IN),
    row("communities-api:proposals", {401: "anonymous", 422: "*"}, method="POST", data={}),
    row("communities-api:proposal", {200: f"{RUNS} guest", 404: "*"}, proposal=PROPOSAL),
    row("communities-api:approve", {200: RUNS, 403: "guest", 404: "*"}, method="POST", proposal=PROPOSAL),
    row("communities-api:decline", {422: f"{RUNS} guest", 404: "*"}, method="POST", data={}, proposal=PROPOSAL),
    row("communities-api:withdraw", {200: "guest", 403: RUNS, 404: "*"}, method="POST", proposal=PROPOSAL),
    row("communities:bridges", {200: MANAGES, LOGIN: "anonymous", 403: "*"}),
    row("communities:bridge_new", {200: MANAGES, LOGIN: "anonymous", 403: "*"}),
    row("communities:bridge_new", {422: MANAGES, LOGIN: "anonymous", 403: "*"}, method="POST", data={"do": "look"}),
    row("communities:bridge", {200: MANAGES, LOGIN: "anonymous", 403: "*"}, bridge=BRIDGE),
    row("communities-api:bridges", {200: MANAGES, 401: "anonymous", 403: "*"}),
    row("communities-api:bridges", {422: MANAGES, 401: "anonymous", 403: "*"}, method="POST", data={}),
    row("communities-api:bridge", {200: MANAGES, 401: "anonymous", 403: "*"}, bridge=BRIDGE),
    row("communities:create", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("communities:list", ALL),
    row("communities:home", ALL, space_slug=PLAZA_SLUG),
    row("communities:join", {LOGIN: "anonymous", 302: "*"}, method="POST", space_slug=PLAZA_SLUG),
    row("communities:leave", {302: f"{INSIDE} guest", 403: "*"}, method="POST", space_slug=PLAZA_SLUG),
    row("communities-api:join", {401: "anonymous", 200: "*"}, method="POST", space=COMMUNITY),
    row("communities-api:leave", {204: f"{INSIDE} guest", 401: "anonymous", 403: "*"}, method="POST", space=COMMUNITY),
    # content: by member, in the open community
    row("content:new", {200: WRITES, 403: "*"}, space_slug=PLAZA_SLUG),
    row("content:new", {422: WRITES, 403: "*"}, method="POST", space_slug=PLAZA_SLUG),
    row("content:review", ALL, space_slug=PLAZA_SLUG),
    row("content:post", ALL, space_slug=PLAZA_SLUG, post=lambda w: w.post.ref),
    row("content:edit", {200: "member", 403: "*"}, **IN_PLAZA),
    row("content:delete", {200: f"{MODERATES} member", 403: "*"}, **IN_PLAZA),
    row("content:delete", {302: f"{MODERATES} member", 403: "*"}, method="POST", **IN_PLAZA),
    row(
        "content:restore",
        {200: f"{MODERATES} member", 404: "*"},
        space_slug=PLAZA_SLUG,
        post=lambda w: w.removed_post.public_id,
    ),
    row("content:hide", {200: MODERATES, 403: "*"}, **IN_PLAZA),
    row("content:unhide", {302: MODERATES, 403: "*"}, method="POST", **IN_PLAZA),
    row("content:approve", {302: MODERATES, 403: "*"}, method="POST", **IN_PLAZA),  # not waiting: a remark says so
    row("content:pin", {302: MODERATES, 403: "*"}, method="POST", **IN_PLAZA),
    row("content:react", {302: WRITES, 403: "*"}, method="POST", data=ADD_HEART, **IN_PLAZA),
    row("content:comment", {302: WRITES, 403: "*"}, method="POST", data={"body": "x"}, **IN_PLAZA),
    row("content:replies", ALL, comment=COMMENT, **IN_PLAZA),
    row("content:react_comment", {302: WRITES, 403: "*"}, method="POST", data=ADD_HEART, comment=COMMENT, **IN_PLAZA),
    row("content:delete_comment", {200: f"{MODERATES} guest", 403: "*"}, comment=COMMENT, **IN_PLAZA),
    row(
        "content:photo",
        ALL,
        space_slug=PLAZA_SLUG,
        attachment=lambda w: w.photo.public_id,
        size=lambda w: "640",
    ),
    # content: by member, approved, in the closed group
    row("content_in_groups:new", {200: CLUB_READERS, 404: UNAWARE, 403: "*"}, space_slug=GROUP_SLUG),
    row("content_in_groups:review", {200: CLUB_READERS, 404: UNAWARE, 403: "*"}, space_slug=GROUP_SLUG),
    row(
        "content_in_groups:post",
        {200: CLUB_READERS, 404: "*"},
        space_slug=GROUP_SLUG,
        post=lambda w: w.club_post.ref,
    ),
    row("content_in_groups:edit", {200: "member", 403: f"{RUNS} admin moderator expert", 404: "*"}, **IN_CLUB),
    row("content_in_groups:delete", {200: f"{CLUB_MODERATES} member", 403: "expert", 404: "*"}, **IN_CLUB),
    row("content_in_groups:restore", {404: "*"}, **IN_CLUB),  # it was not removed
    row("content_in_groups:hide", {200: CLUB_MODERATES, 403: "expert member", 404: "*"}, **IN_CLUB),
    row("content_in_groups:unhide", {302: CLUB_MODERATES, 403: "expert member", 404: "*"}, method="POST", **IN_CLUB),
    row(
        "content_in_groups:approve",
        {302: CLUB_MODERATES, 403: "member", 404: "*"},
        method="POST",
        space_slug=GROUP_SLUG,
        post=lambda w: w.waiting_post.public_id,
    ),
    row("content_in_groups:pin", {302: CLUB_MODERATES, 403: "expert member", 404: "*"}, method="POST", **IN_CLUB),
    row("content_in_groups:react", {302: CLUB_READERS, 404: "*"}, method="POST", data=ADD_HEART, **IN_CLUB),
    row("content_in_groups:comment", {302: CLUB_READERS, 404: "*"}, method="POST", data={"body": "x"}, **IN_CLUB),
    row("content_in_groups:replies", {200: CLUB_READERS, 404: "*"}, comment=CLUB_COMMENT, **IN_CLUB),
    row(
        "content_in_groups:react_comment",
        {302: CLUB_READERS, 404: "*"},
        method="POST",
        data=ADD_HEART,
        comment=CLUB_COMMENT,
        **IN_CLUB,
    ),
    row(
        "content_in_groups:delete_comment",
        {200: f"{CLUB_MODERATES} expert", 403: "member", 404: "*"},
        comment=CLUB_COMMENT,
        **IN_CLUB,
    ),
    row(
        "content_in_groups:photo",
        {200: CLUB_READERS, 404: "*"},
        space_slug=GROUP_SLUG,
        attachment=lambda w: w.club_photo.public_id,
        size=lambda w: "1600",
    ),
    row("content-api:posts", ALL),
    row("content-api:posts", {422: "*"}, method="POST"),  # tests/content says who may, with a space named
    row("content-api:post", ALL, post=POST),
    row("content-api:post", {200: CLUB_READERS, 404: "*"}, post=CLUB_POST),
    row("content-api:post", {200: "member", 401: "anonymous", 403: "*"}, method="PATCH", data={"body": "y"}, post=POST),
    row("content-api:post", {204: f"{MODERATES} member", 401: "anonymous", 403: "*"}, method="DELETE", post=POST),
    row("content-api:hide", {200: MODERATES, 401: "anonymous", 403: "*"}, method="POST", post=POST),
    row("content-api:hide", {200: CLUB_MODERATES, 403: "expert member", 404: "*"}, method="POST", post=CLUB_POST),
    row("content-api:unhide", {200: MODERATES, 401: "anonymous", 403: "*"}, method="POST", post=POST),
    row("content-api:pin", {200: MODERATES, 401: "anonymous", 403: "*"}, method="POST", post=POST),
    row("content-api:unpin", {200: MODERATES, 401: "anonymous", 403: "*"}, method="POST", post=POST),
    row(
        "content-api:approve",
        {200: CLUB_MODERATES, 403: "member", 404: "*"},
        method="POST",
        post=lambda w: w.waiting_post.public_id,
    ),
    row(
        "content-api:restore",
        {200: f"{MODERATES} member", 404: "*"},
        method="POST",
        post=lambda w: w.removed_post.public_id,
    ),
    row("content-api:comments", ALL, post=POST),
    row("content-api:comments", {200: CLUB_READERS, 404: "*"}, post=CLUB_POST),
    row(
        "content-api:comments",
        {201: WRITES, 401: "anonymous", 403: "*"},
        method="POST",
        data={"body": "x"},
        post=POST,
    ),
    row(
        "content-api:post_reaction",
        {200: WRITES, 401: "anonymous", 403: "*"},
        method="PUT",
        post=POST,
        kind=lambda w: "heart",
    ),
    row("content-api:comment", ALL, comment=COMMENT),
    row("content-api:comment", {200: CLUB_READERS, 404: "*"}, comment=CLUB_COMMENT),
    row(
        "content-api:comment", {204: f"{MODERATES} guest", 401: "anonymous", 403: "*"}, method="DELETE", comment=COMMENT
    ),
    row(
        "content-api:comment_reaction",
        {200: CLUB_READERS, 404: "*"},
        method="PUT",
        comment=CLUB_COMMENT,
        kind=lambda w: "heart",
    ),
    row("content-api:topics", {422: "*"}),  # no space named
    row("content-api:topics", {422: "*"}, method="POST"),
    row(
        "content-api:topic",
        {200: CLUB_MODERATES, 401: "anonymous", 403: "*"},
        method="PATCH",
        data={"name": "y"},
        topic=lambda w: w.topic.public_id,
    ),
    row("content-api:attachments", {415: "*"}, method="POST"),  # takes multipart only
    row("content-api:attachment", {200: CLUB_READERS, 404: "*"}, attachment=lambda w: w.club_photo.public_id),
    row(
        "content-api:attachment_file",
        {200: CLUB_READERS, 404: "*"},
        attachment=lambda w: w.club_photo.public_id,
        size=lambda w: "640",
    ),
    # accounts: of one's own alone, whatever one is to a brand
    row("security", SIGNED_IN),
    row("usersessions_list", SIGNED_IN),
    row("usersessions_list", {LOGIN: "anonymous", 302: "*"}, method="POST"),
    row("end_session", {LOGIN: "anonymous", 302: "*"}, method="POST", data={"session": "x"}),
    row("end_session", {405: "*"}),
    row("mfa_index", {LOGIN: "anonymous", 302: "*"}),
    row("mfa_list_webauthn", {LOGIN: "anonymous", 302: "*"}),
    # groups
    row("groups-api:list", ALL),
    row("groups-api:list", {201: RUNS, 401: "anonymous", 403: "*"}, method="POST", data={"name": "x"}),
    row("groups-api:detail", {200: "*", 404: "analyst outsider anonymous"}, space=GROUP),
    row("groups-api:detail", {200: INSIDE_SECRET, 404: "*"}, space=SECRET),
    row("groups-api:detail", {404: "*"}, space=COMMUNITY),
    row("groups-api:detail", API_SECRET | {200: MANAGES}, method="PATCH", space=SECRET),
    row("groups-api:archive", API_SECRET | {200: MANAGES}, method="POST", space=SECRET),
    row("groups-api:restore", API_SECRET | {200: MANAGES}, method="POST", space=SECRET),
    row("groups:create", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("groups:list", ALL),
    row("groups:home", {404: UNAWARE, 200: "*"}, space_slug=GROUP_SLUG),
    row("groups:home", {200: INSIDE_SECRET, 404: "*"}, space_slug=lambda w: w.secret.slug),
    row("groups:apply", {404: UNAWARE, 403: INSIDE, 422: "*"}, method="POST", space_slug=GROUP_SLUG),
    row("groups:withdraw", {302: "guest", 404: "*"}, method="POST", space_slug=lambda w: w.application.space.slug),
    row("groups:answer", {422: "guest", 404: "*"}, method="POST", space_slug=lambda w: w.application.space.slug),
    row("groups:leave", {404: UNAWARE, 302: INSIDE, 403: "*"}, method="POST", space_slug=GROUP_SLUG),
    row("groups:desk", DESK | {200: f"{RUNS} admin"}),
    row("groups:application", DESK | {200: f"{RUNS} admin"}, application=APPLICATION),
    row("groups:approve", DESK | {302: f"{RUNS} admin"}, method="POST", application=APPLICATION),
    row("groups:undo", DESK | {302: "admin"}, method="POST", application=DECLINED),
    row("members-api:undo", {200: "admin", 403: f"{RUNS} guest", 404: "*"}, method="POST", application=DECLINED),
    row("groups:decline", DESK | {422: f"{RUNS} admin"}, method="POST", application=APPLICATION),
    row("groups:ask", DESK | {422: f"{RUNS} admin"}, method="POST", application=APPLICATION),
    row("groups:decide", DESK | {302: f"{RUNS} admin"}, method="POST"),
    row("groups:admission", {200: MANAGES, LOGIN: "anonymous", 404: "analyst outsider", 403: "*"}, space=GROUP),
    row("groups:admission", SECRET_ADMINS | {302: MANAGES}, method="POST", space=SECRET),
    row("groups:new_rule", SECRET_ADMINS | {200: MANAGES}, space=SECRET),
    row("groups:new_rule", SECRET_ADMINS | {422: MANAGES}, method="POST", space=SECRET),
    row("groups:trial", SECRET_ADMINS | {200: MANAGES}, space=SECRET),
    row("groups:rule", {200: MANAGES, LOGIN: "anonymous", 404: "*"}, rule=RULE),
    row("groups:rule", {422: MANAGES, LOGIN: "anonymous", 404: "*"}, method="POST", rule=RULE),
    row("groups:move_rule", {302: MANAGES, LOGIN: "anonymous", 404: "*"}, method="POST", rule=RULE),
    row("groups:remove_rule", {302: MANAGES, LOGIN: "anonymous", 404: "*"}, method="POST", rule=RULE),
    row("groups-api:apply", {404: UNAWARE, 403: INSIDE, 422: "*"}, method="POST", space=GROUP),
    row("groups-api:leave", {404: UNAWARE, 204: INSIDE, 403: "*"}, method="POST", space=GROUP),
    # members
    # privacy: one's own for everybody who signs in, whatever their standing; the desk for who runs the brand
    row("members:privacy", SIGNED_IN),
    row("members:privacy_messages", SIGNED_IN),
    row("members:privacy_choices", SIGNED_IN),
    row("members:privacy_choices", {LOGIN: "anonymous", 302: "*"}, method="POST"),
    row("members:consent", {LOGIN: "anonymous", 302: "*"}),  # nothing is asked here yet: they go on
    row("members:privacy_data", SIGNED_IN),
    row("members:ask_export", {LOGIN: "anonymous", 302: "*"}, method="POST"),
    row("members:export_file", {LOGIN: "anonymous", 302: "member", 403: RUNS, 404: "*"}, request_id=EXPORT),
    row(
        "members:withdraw_erasure",
        {LOGIN: "anonymous", 302: "member", 403: RUNS, 404: "*"},
        method="POST",
        request_id=lambda w: w.erasure.public_id,
    ),
    row("members:forget", {LOGIN: "anonymous", 302: "*"}),
    row("members:privacy_desk", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("members:consent_text", {200: RUNS, LOGIN: "anonymous", 403: "*"}, purpose=lambda w: "news"),
    row(
        "members:consent_text",
        {302: RUNS, LOGIN: "anonymous", 403: "*"},
        method="POST",
        data={"body": "May we?"},
        purpose=lambda w: "news",
    ),
    row("members-api:privacy", API_SIGNED_IN),
    row("members-api:privacy", API_SIGNED_IN | {403: "outsider"}, method="PATCH", data={"personal_targeting": False}),
    row("members-api:exports", API_SIGNED_IN),
    row("members-api:exports", {401: "anonymous", 202: "*"}, method="POST"),
    row("members-api:my_export", {401: "anonymous", 200: "member", 404: "*"}, request_id=EXPORT),
    row("members-api:erasures", API_SIGNED_IN),
    row("members-api:erasures", {401: "anonymous", 422: "*"}, method="POST", data={"password": "guessed"}),
    row(
        "members-api:erasure",
        {401: "anonymous", 204: "member", 403: RUNS, 404: "*"},
        method="DELETE",
        request_id=lambda w: w.erasure.public_id,
    ),
    row("delivery:letters", ALL, word=lambda w: w.letter_word),  # whoever holds the letter
    row("delivery:letters", {302: "*"}, method="POST", word=lambda w: w.letter_word),
    row("delivery:refuse", ALL, word=lambda w: w.refusal_word),
    row("delivery:refuse", {302: "*"}, method="POST", word=lambda w: w.refusal_word),
    row("members:profile", SIGNED_IN),
    row("members:profile", {LOGIN: "anonymous", 200: "outsider", 422: "*"}, method="POST"),
    row("members:person", ALL, member=lambda w: w.cast.guest.member.public_id),
    row("members:avatar", {404: "*"}, member=lambda w: w.cast.guest.member.public_id),  # they have none
    row("home:record", DESK | {200: RUNS}, member=GUEST),
    row("members:export", DESK | {200: RUNS}),
    row("members:export", DESK | {200: RUNS}, method="POST"),
    row("members:tags", DESK | {200: RUNS}),
    row("members:tags", DESK | {422: RUNS}, method="POST", data={"name": ""}),
    row("members:tag", TAG_DESK | {200: RUNS}, tag=TAG),
    row("members:delete_tag", TAG_DESK | {302: RUNS}, method="POST", tag=TAG),
    row("members:tag_many", DESK | {422: RUNS}, method="POST"),
    row("members:tag_one", DESK | {302: RUNS}, method="POST", member=GUEST),
    row("members:untag_one", TAG_DESK | {302: RUNS}, method="POST", member=GUEST, tag=TAG),
    row("members-api:members", API_ADMINS | {200: RUNS}),
    row("members-api:export", API_ADMINS | {200: RUNS}),
    row("members-api:member", API_ADMINS | {200: RUNS}, member=GUEST),
    row("members-api:member", API_ADMINS | {200: RUNS}, method="PATCH", data={"vip_tier": 2}, member=GUEST),
    row("members-api:member_tags", API_ADMINS | {422: RUNS}, method="POST", member=GUEST),
    row("members-api:member_tag", API_ADMINS | {204: RUNS}, method="DELETE", member=GUEST, tag=TAG),
    row("members-api:tags", API_ADMINS | {200: RUNS}),
    row("members-api:tags", API_ADMINS | {201: RUNS}, method="POST", data={"name": "x"}),
    row("members-api:tag", {404: "*", 200: RUNS}, tag=TAG),
    row("members-api:tag", {404: "*", 200: RUNS}, method="PATCH", data={"name": "x"}, tag=TAG),
    row("members-api:tag", {404: "*", 204: RUNS}, method="DELETE", tag=TAG),
    row("members-api:give_tag", {404: "*", 200: RUNS}, method="POST", data={"filter": {}}, tag=TAG),
    row("members-api:take_tag", {404: "*", 200: RUNS}, method="POST", data={"members": ["x"]}, tag=TAG),
    row("members:list", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("members:powers", DESK | {200: RUNS}),
    row("members:powers", DESK | {409: "owner"}, method="POST", data={"do": "save", "version": "9"}),
    row("members-api:role_powers", {200: RUNS, 401: "anonymous", 403: "*"}),
    row("members-api:role_powers", API_ADMINS | {200: "owner"}, method="PUT", data={"version": 0, "changes": {}}),
    row("members:staff", DESK | {200: RUNS}),
    row("members:staff_role", ONLY_OWNER | {200: "owner"}, member=GUEST),
    row("members:staff_role", ONLY_OWNER | {302: "owner"}, method="POST", data={"role": "editor"}, member=GUEST),
    row("members:staff_role", ONLY_OWNER | {422: "owner"}, method="POST", data={"role": "owner"}, member=GUEST),
    row("members:hand_over", ONLY_OWNER, member=GUEST),  # who belongs to no team
    row("members:hand_over", ONLY_OWNER | {302: "owner"}, member=MANAGER),
    row("members-api:staff", {200: RUNS, 401: "anonymous", 403: "*"}),
    row("members-api:staff_role", {405: "*"}, member=GUEST),
    row("members-api:staff_role", API_OWNER | {200: "owner"}, method="PATCH", data={"role": "editor"}, member=GUEST),
    row("members-api:staff_role", API_OWNER | {204: "owner guest"}, method="DELETE", member=GUEST),
    row("members-api:hand_over", API_OWNER | {422: "owner"}, method="POST", data={"password": "x"}, member=MANAGER),
    row("members:segments", {200: SEES_SEGMENTS, LOGIN: "anonymous", 403: "*"}),
    row("members:segment_new", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("members:segment_new", {302: RUNS, LOGIN: "anonymous", 403: "*"}, method="POST", data=SEGMENT_FORM),
    row("members:segment", {200: SEES_SEGMENTS, LOGIN: "anonymous", 404: "*"}, segment=SEGMENT),
    row("members:segment", CHANGES_SEGMENT, method="POST", data=SEGMENT_FORM, segment=SEGMENT),
    row("members:segment_count", {200: SEES_SEGMENTS, LOGIN: "anonymous", 404: "*"}, segment=SEGMENT),
    row("members:segment_tag", {LOGIN: "anonymous", 404: "*"}, method="POST", data={"tag": "none"}, segment=SEGMENT),
    row("members:segment_turn", CHANGES_SEGMENT, method="POST", segment=SEGMENT, turn=lambda w: "duplicate"),
    row("members:space_members", {200: f"{RUNS} {INSIDE} guest", 403: "*"}, space_slug=lambda w: w.community.slug),
    row(
        "members:change_role",
        {302: "owner admin", 403: "manager moderator expert member guest", 404: "*"},
        method="POST",
        data={"role": "expert"},
        space_slug=lambda w: w.community.slug,
        membership=lambda w: w.community_membership.public_id,
    ),
    row(
        "members:remove",
        {302: f"{RUNS} admin", 403: "moderator expert member guest", 404: "*"},
        method="POST",
        space_slug=lambda w: w.community.slug,
        membership=lambda w: w.community_membership.public_id,
    ),
    row(
        "members:remove",
        {200: f"{RUNS} admin", 403: "moderator expert member guest", 404: "*"},
        space_slug=PLAZA_SLUG,
        membership=PLAZA_MEMBERSHIP,
    ),
    row("members:restore", PLAZA_ADMINS, method="POST", space_slug=PLAZA_SLUG, membership=PLAZA_MEMBERSHIP),
    row("members:mute", {**PLAZA_TEAM, 302: "", 200: TEAM}, space_slug=PLAZA_SLUG, membership=PLAZA_MEMBERSHIP),
    row(
        "members:mute",
        {**PLAZA_TEAM, 302: "", 422: TEAM},
        method="POST",
        space_slug=PLAZA_SLUG,
        membership=PLAZA_MEMBERSHIP,
    ),
    row("members:ban", {**PLAZA_TEAM, 302: "", 200: TEAM}, space_slug=PLAZA_SLUG, membership=PLAZA_MEMBERSHIP),
    row(
        "members:ban",
        PLAZA_TEAM,
        method="POST",
        data={"reason": "x", "days": "1"},
        space_slug=PLAZA_SLUG,
        membership=PLAZA_MEMBERSHIP,
    ),
    row("members:unmute", PLAZA_TEAM, method="POST", space_slug=PLAZA_SLUG, membership=PLAZA_MEMBERSHIP),
    row("members:unban", PLAZA_TEAM, method="POST", space_slug=PLAZA_SLUG, membership=PLAZA_MEMBERSHIP),
    row("members:kept_out", {200: TEAM, 403: "*"}, space_slug=PLAZA_SLUG),
    row("members:bans", {200: RUNS, LOGIN: "anonymous", 403: "*"}),
    row("members:ban_person", {200: RUNS, LOGIN: "anonymous", 404: "outsider", 403: "*"}, member=GUEST),
    row("members:ban_person", {422: RUNS, LOGIN: "anonymous", 404: "outsider", 403: "*"}, method="POST", member=GUEST),
    row(
        "members:unban_person",
        {302: RUNS, LOGIN: "anonymous", 404: "outsider", 403: "*"},
        method="POST",
        member=GUEST,
    ),
    row("members-api:remove", CLUB_ADMINS, method="POST", membership=MEMBERSHIP),
    row("members-api:restore", {**CLUB_ADMINS, 200: "", 409: MANAGES}, method="POST", membership=MEMBERSHIP),
    row("members-api:mute", CLUB_TEAM, method="POST", data=SANCTION, membership=MEMBERSHIP),
    row("members-api:unmute", CLUB_TEAM, method="POST", membership=MEMBERSHIP),
    row("members-api:ban", CLUB_TEAM, method="POST", data={"reason": "x"}, membership=MEMBERSHIP),
    row("members-api:unban", CLUB_TEAM, method="POST", membership=MEMBERSHIP),
    row("members-api:standings", {404: "*"}),  # no space named
    row("members-api:bans", {200: RUNS, **API_ADMINS}),
    row(
        "members-api:ban_person",
        {200: RUNS, 404: "outsider anonymous", 403: "*"},
        method="POST",
        data=SANCTION,
        member=GUEST,
    ),
    row("members-api:unban_person", {200: RUNS, 404: "outsider anonymous", 403: "*"}, method="POST", member=GUEST),
    row("account-api", API_SIGNED_IN),
    row("members:invitation", {200: f"{STAFF} guest outsider anonymous", 302: "*"}, code=LINK_CODE),
    row("members:invitation", {200: "guest", LOGIN: "anonymous", 404: "*"}, code=INVITE_CODE),
    row("members:accept", {302: "*", LOGIN: "anonymous"}, method="POST", code=LINK_CODE),
    row("members:accept", {302: "guest", LOGIN: "anonymous", 404: "*"}, method="POST", code=INVITE_CODE),
    row("members:decline", {404: "*", LOGIN: "anonymous"}, method="POST", code=LINK_CODE),
    row("members:decline", {302: "guest", LOGIN: "anonymous", 404: "*"}, method="POST", code=INVITE_CODE),
    row("members:space_invites", {200: f"{RUNS} admin moderator", 403: "*"}, space_slug=PLAZA_SLUG),
    row(
        "members:space_invites",
        {302: f"{RUNS} admin moderator", 403: "*"},
        method="POST",
        data=LINK,
        space_slug=PLAZA_SLUG,
    ),
    row(
        "members:invite_by_email",
        {302: f"{RUNS} admin moderator", 403: "*"},
        method="POST",
        data={"to-email": "new@example.com", "to-role": "member", "to-days": "30"},
        space_slug=PLAZA_SLUG,
    ),
    row("members:invite_file", {200: f"{RUNS} admin moderator", 403: "*"}, space_slug=PLAZA_SLUG),
    row(
        "members:invite_file",
        {302: f"{RUNS} admin moderator", 403: "*"},
        method="POST",
        data={"text": "email\nnew@example.com", "days": "30"},
        space_slug=PLAZA_SLUG,
    ),
    row("members:invite_batch", OWN_BATCH, space_slug=PLAZA_SLUG, batch=BATCH),
    row("members:batch_result", OWN_BATCH, space_slug=PLAZA_SLUG, batch=BATCH),
    row("members:confirm_batch", {302: "admin", 404: "*"}, method="POST", space_slug=PLAZA_SLUG, batch=BATCH),
    row("members:drop_batch", {302: "admin", 404: "*"}, method="POST", space_slug=PLAZA_SLUG, batch=BATCH),
    row("members-api:invite_batches", {401: "anonymous", 404: "*"}, method="POST", data={"space": "zzzzzzzzzzzz"}),
    row("members-api:invite_batch", API_OWN_BATCH, batch=BATCH),
    row("members-api:invite_batch_rows", API_OWN_BATCH, batch=BATCH),
    row("members-api:confirm_batch", {202: "admin", **API_OTHERS}, method="POST", batch=BATCH),
    row("members-api:drop_batch", {204: "admin", **API_OTHERS}, method="POST", batch=BATCH),
    row("members:invitation", {200: f"{STAFF} guest outsider anonymous", 302: "*"}, code=ADDRESS_CODE),
    row("members:invitation", {200: "guest", LOGIN: "anonymous", 404: "*"}, code=lambda w: w.offer.code),
    row("members:accept", {302: "guest", LOGIN: "anonymous", 404: "*"}, method="POST", code=lambda w: w.offer.code),
    row("members:team_invites", {200: "owner", **DESK}),
    row(
        "members:team_invites",
        {302: "owner", **DESK},
        method="POST",
        data={"email": "new@example.com", "brand_role": "editor", "days": "14"},
    ),
    row(
        "members:revoke_team_invite",
        {302: "owner", LOGIN: "anonymous", 404: "*"},
        method="POST",
        invite=lambda w: w.offer.public_id,
    ),
    row("members:accept", {LOGIN: "anonymous", 403: "*"}, method="POST", code=ADDRESS_CODE),
    row("members:invite", INVITERS, space_slug=PLAZA_SLUG, invite=PLAZA_LINK),
    row("members:invite_qr", INVITERS, space_slug=PLAZA_SLUG, invite=PLAZA_LINK),
    row("members:poster", INVITERS, space_slug=PLAZA_SLUG, invite=PLAZA_LINK),
    row(
        "members:revoke",
        {302: f"{RUNS} admin moderator", 404: "*"},
        method="POST",
        space_slug=PLAZA_SLUG,
        invite=PLAZA_LINK,
    ),
    row("members:house_rules", {200: f"{INSIDE} guest", 403: "*"}, space_slug=PLAZA_SLUG),
    row(
        "members-api:accept_rules",
        {200: "member", 404: "*"},
        method="POST",
        data={"version": 1},
        membership=MEMBERSHIP,
    ),
    row("members-api:invites", API_SIGNED_IN),
    row(
        "members-api:invites",
        {401: "anonymous", 404: "*"},
        method="POST",
        data={"space": "zzzzzzzzzzzz"},
    ),
    row("members-api:invite", {401: "anonymous", 200: f"{RUNS} admin moderator guest", 404: "*"}, invite=INVITE),
    row(
        "members-api:invite_revoke",
        {401: "anonymous", 200: f"{RUNS} admin moderator", 403: "guest", 404: "*"},
        method="POST",
        invite=INVITE,
    ),
    row("members-api:invite_accept", {401: "anonymous", 200: "*"}, method="POST", code=LINK_CODE),
    row("members-api:invite_decline", {401: "anonymous", 204: "guest", 404: "*"}, method="POST", code=INVITE_CODE),
    row("members-api:me", {401: "anonymous", 404: "outsider", 200: "*"}),
    row("members-api:me", {401: "anonymous", 403: "outsider", 200: "*"}, method="PATCH", data={"bio": "Hi."}),
    row("members-api:segments", {200: SEES_SEGMENTS, 401: "anonymous", 403: "*"}),
    row("members-api:segments", {201: RUNS, 401: "anonymous", 403: "*"}, method="POST", data=SEGMENT_BODY),
    row("members-api:segment_try", {200: RUNS, 401: "anonymous", 403: "*"}, method="POST", data=RULE_BODY),
    row("members-api:segment", {200: SEES_SEGMENTS, 401: "anonymous", 403: "*"}, segment=SEGMENT),
    row("members-api:segment", API_CHANGES_SEGMENT, method="PATCH", data={"name": "新名字"}, segment=SEGMENT),
    row("members-api:segment_archive", API_CHANGES_SEGMENT, method="POST", segment=SEGMENT),
    row("members-api:segment_restore", API_CHANGES_SEGMENT, method="POST", segment=SEGMENT),
    row("members-api:segment_count", {200: SEES_SEGMENTS, 401: "anonymous", 403: "*"}, segment=SEGMENT),
    # Few are in it, so only who sees contact data reads their names.
    row("members-api:segment_members", {200: "owner", 401: "anonymous", 403: "*"}, segment=SEGMENT),
    row("members-api:memberships", API_SIGNED_IN),
    row("members-api:membership", {200: f"{RUNS} {INSIDE}", 404: "*"}, membership=MEMBERSHIP),
    row(
        "members-api:membership",
        {200: "owner admin", 403: "manager moderator expert member", 404: "*"},
        method="PATCH",
        data={"role": "expert"},
        membership=MEMBERSHIP,
    ),
    row(
        "members-api:membership",
        {204: f"{RUNS} admin", 403: "moderator expert member", 404: "*"},
        method="DELETE",
        membership=MEMBERSHIP,
    ),
    row("members-api:applications", API_SIGNED_IN),
    row("members-api:application", {200: f"{RUNS} admin guest", 404: "*"}, application=APPLICATION),
    row(
        "members-api:approve",
        {200: f"{RUNS} admin", 403: "guest", 404: "*"},
        method="POST",
        application=APPLICATION,
    ),
    row(
        "members-api:decline",
        {200: f"{RUNS} admin", 403: "guest", 404: "*"},
        method="POST",
        data={"reason": "Later."},
        application=APPLICATION,
    ),
    row(
        "members-api:withdraw",
        {200: "guest", 403: f"{RUNS} admin", 404: "*"},
        method="POST",
        application=APPLICATION,
    ),
    row(
        "members-api:ask",
        {200: f"{RUNS} admin", 403: "guest", 404: "*"},
        method="POST",
        data={"question": "Which beans?"},
        application=APPLICATION,
    ),
    row(
        "members-api:answer",
        {409: "guest", 403: f"{RUNS} admin", 404: "*"},  # nothing was asked
        method="POST",
        data={"answer": "These."},
        application=APPLICATION,
    ),
    row("members-api:decide", {422: f"{RUNS} admin", 401: "anonymous", 403: "*"}, method="POST"),
    row("members-api:rules", {401: "anonymous", 404: "*"}),  # of no space
    row("members-api:rules", {401: "anonymous", 422: "*"}, method="POST"),
    row("members-api:rule_order", {401: "anonymous", 422: "*"}, method="POST"),
    row("members-api:trial", {401: "anonymous", 404: "*"}),
    row("members-api:rule", {200: MANAGES, 404: "*"}, rule=RULE),
    row("members-api:rule", {200: MANAGES, 404: "*"}, method="PATCH", data={"is_on": False}, rule=RULE),
    row("members-api:rule", {204: MANAGES, 404: "*"}, method="DELETE", rule=RULE),
    # delivery
    row("delivery:inbox", SIGNED_IN),
    row("delivery:read_all", {LOGIN: "anonymous", 302: "*"}, method="POST"),
    row("delivery:bell", SIGNED_IN),
    row("delivery:open", {LOGIN: "anonymous", 302: "admin", 404: "*"}, delivery=DELIVERY),
    row("delivery:preferences", SIGNED_IN),
    row("delivery:preferences", {LOGIN: "anonymous", 302: "*"}, method="POST"),
    row("delivery:webhooks", OWNERS),
    row("delivery:webhooks", OWNERS, method="POST", data=HOOK_WORDS),  # the answer that shows the secret
    row("delivery:webhook", OWNERS, webhook=HOOK),
    row("delivery:webhook", OWNERS_ACT, method="POST", data=HOOK_WORDS, webhook=HOOK),
    row("delivery:webhook_secret", OWNERS, method="POST", webhook=HOOK),
    row("delivery:webhook_delete", OWNERS_ACT, method="POST", webhook=HOOK),
    row("delivery:webhook_turn", OWNERS_ACT, method="POST", webhook=HOOK, turn=lambda w: "pause"),
    row("delivery:webhook_again", OWNERS_ACT, method="POST", webhook=HOOK, sent=HOOK_SENT),
    row("delivery-api:webhooks", API_OWNERS),
    row("delivery-api:webhooks", {401: "anonymous", 201: "owner", 403: "*"}, method="POST", data=HOOK_WORDS),
    row("delivery-api:webhook", API_OWNERS, webhook=HOOK),
    row("delivery-api:webhook", API_OWNERS, method="PATCH", data={"label": "x"}, webhook=HOOK),
    row("delivery-api:webhook", {401: "anonymous", 204: "owner", 403: "*"}, method="DELETE", webhook=HOOK),
    row("delivery-api:webhook_secret", API_OWNERS, method="POST", webhook=HOOK),
    row("delivery-api:webhook_pause", API_OWNERS, method="POST", webhook=HOOK),
    row("delivery-api:webhook_resume", API_OWNERS, method="POST", webhook=HOOK),
    row("delivery-api:webhook_ping", API_OWNERS_SEND, method="POST", webhook=HOOK),
    row("delivery-api:webhook_log", API_OWNERS, webhook=HOOK),
    row("delivery-api:webhook_again", API_OWNERS_SEND, method="POST", webhook=HOOK, sent=HOOK_SENT),
    row("delivery-api:inbox", API_SIGNED_IN),
    row("delivery-api:read", {401: "anonymous", 200: "admin", 404: "*"}, method="POST", delivery=DELIVERY),
    row("delivery-api:read_all", {401: "anonymous", 204: "*"}, method="POST"),
    row("delivery-api:preferences", API_SIGNED_IN),
    row(
        "delivery-api:preferences",
        API_SIGNED_IN,
        method="PATCH",
        data={"switches": [{"kind": "membership", "channel": "email", "is_on": False}]},
    ),
    # campaigns
    row("campaigns:announcements", {200: ANNOUNCERS, **DESK}),
    row("campaigns:announcement_new", {200: ANNOUNCERS, **DESK}),
    row("campaigns:announcement_new", {422: ANNOUNCERS, **DESK}, method="POST", data={"title": ""}),
    row("campaigns:announcement_preview", {200: ANNOUNCERS, **DESK}, method="POST", data={"title": "x"}),
    row("campaigns:announcement_detail", {**SENDERS, 302: "", 200: MANAGES}, announcement=DRAFT),
    row("campaigns:announcement_detail", ISSUERS, announcement=ANNOUNCEMENT),
    row("campaigns:announcement_edit", {**SENDERS, 302: "", 200: MANAGES}, announcement=DRAFT),
    row("campaigns:announcement_send", SENDERS, method="POST", announcement=DRAFT),
    row("campaigns:announcement_cancel", SENDERS, method="POST", announcement=DRAFT),
    row("campaigns:announcement", {200: f"{RUNS} {INSIDE}", 404: "*"}, announcement=ANNOUNCEMENT),
    row(
        "campaigns:announcement_acknowledge",
        {302: INSIDE, 403: RUNS, 404: "*"},
        method="POST",
        announcement=ANNOUNCEMENT,
    ),
    row("campaigns:space_announcements", ALL, space_slug=lambda w: w.community.slug),
    row(
        "campaigns:group_announcements",
        {200: f"{RUNS} {INSIDE}", 404: UNAWARE, 403: "*"},
        space_slug=GROUP_SLUG,
    ),
    row("campaigns:coupons", {200: MANAGES, **DESK}),
    row("campaigns:coupon_new", {200: MANAGES, **DESK}),
    row("campaigns:coupon_new", {422: MANAGES, **DESK}, method="POST", data={"title": ""}),
    row("campaigns:coupon_detail", ISSUERS, coupon=COUPON),
    row(
        "campaigns:coupon_turn",
        {302: MANAGES, LOGIN: "anonymous", 403: "moderator expert member", 404: "*"},
        method="POST",
        coupon=COUPON,
        turn=lambda w: "pause",
    ),
    row("campaigns:redeem", {200: f"{MANAGES} agent", **DESK}),
    row("campaigns:redeem", {422: f"{MANAGES} agent", **DESK}, method="POST", data={"code": "nobody"}),
    row("campaigns:coupon_claim", {302: INSIDE, 403: RUNS, 404: "*"}, method="POST", coupon=COUPON),
    row("campaigns:wallet", SIGNED_IN),
    row("campaigns:claim", {200: "member", 403: MANAGES, LOGIN: "anonymous", 404: "*"}, claim=CLAIM),
    row("campaigns:claim_qr", {200: "member", 403: MANAGES, LOGIN: "anonymous", 404: "*"}, claim=CLAIM),
    row("campaigns-api:announcements", ALL),
    row(
        "campaigns-api:announcements",
        {201: f"{RUNS} editor", 401: "anonymous", 403: "*"},
        method="POST",
        data={"title": "x", "body": "y"},
    ),
    row("campaigns-api:announcement", {200: f"{RUNS} {INSIDE}", 404: "*"}, announcement=ANNOUNCEMENT),
    row(
        "campaigns-api:announcement",
        {200: MANAGES, 404: "*"},
        method="PATCH",
        data={"title": "z"},
        announcement=DRAFT,
    ),
    row("campaigns-api:publish", {200: MANAGES, 404: "*"}, method="POST", announcement=DRAFT),
    row("campaigns-api:cancel", {200: MANAGES, 404: "*"}, method="POST", announcement=DRAFT),
    row("campaigns-api:read", {200: INSIDE, 403: RUNS, 404: "*"}, method="POST", announcement=ANNOUNCEMENT),
    row("campaigns-api:acknowledge", {200: INSIDE, 403: RUNS, 404: "*"}, method="POST", announcement=ANNOUNCEMENT),
    row("campaigns-api:coupons", ALL),
    row(
        "campaigns-api:coupons",
        {201: RUNS, 401: "anonymous", 403: "*"},
        method="POST",
        data={"title": "x", "quantity": 1},
    ),
    row("campaigns-api:coupon", {200: f"{RUNS} {INSIDE}", 404: "*"}, coupon=COUPON),
    row(
        "campaigns-api:coupon",
        {200: MANAGES, 403: "moderator expert member", 404: "*"},
        method="PATCH",
        data={"state": "paused"},
        coupon=COUPON,
    ),
    row("campaigns-api:claim_coupon", {201: INSIDE, 403: RUNS, 404: "*"}, method="POST", coupon=COUPON),
    row("campaigns-api:claims", API_SIGNED_IN),
    row("campaigns-api:claim", {200: f"{MANAGES} member", 404: "*"}, claim=CLAIM),
    row(
        "campaigns-api:redeem",
        {422: f"{MANAGES} agent", **API_ADMINS},
        method="POST",
        data={"code": "nobody"},
    ),
]

# Not ours to test: each with the reason.
ELSEWHERE = {
    "ready": "answers alike to everyone, and 200 or 503 by the state of the install; tests/home/test_health_web.py",
    "socialaccount_*": "allauth's own pages of accounts elsewhere; tests/accounts/test_social.py",
    "openid_connect_*": "the way to and from other sites, 404 while switched off; tests/accounts/test_social.py",
    "facebook_*": "likewise",
    "unnamed social/*": "old names that allauth leads to the new ones",
    "mfa_*": "allauth's own pages behind its sign-in and its asking again; tests/accounts walks through them",
    "account_*": "allauth's own pages, open to everyone or behind its own sign-in; tests/accounts walks through them",
    "admin:*": "Django's admin asks is_staff on every page; the row admin:index stands for all",
}
