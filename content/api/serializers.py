"""Shapes of posts, comments, topics and pictures in REST."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from content.actions.attachments import MOST_PHOTOS
from content.models import Attachment, Comment, Post, Topic
from content.models.post import PostState
from content.queries.badges import wears_badge
from content.queries.cards import KINDS
from spaces.links import space_url


class AuthorSerializer(serializers.Serializer):
    id = serializers.CharField(source="public_id", help_text="Member of the brand.")
    name = serializers.CharField(source="display_name")
    is_expert = serializers.BooleanField(help_text="A recognised expert of the space where this was written.")


class Signed(serializers.Serializer):
    """Whose name stands below a post or a comment."""

    author = serializers.SerializerMethodField(help_text="Null with `as_brand`: the brand speaks.")

    @extend_schema_field(AuthorSerializer(allow_null=True))
    def get_author(self, written: Post | Comment) -> dict[str, Any] | None:
        person: Any = written.signed_by
        if person is None:
            return None
        person.is_expert = wears_badge(written)
        return dict(AuthorSerializer(person).data)


class TopicSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    space = serializers.CharField(source="space.public_id", read_only=True)

    class Meta:
        model = Topic
        fields = ["id", "space", "name", "slug", "position", "post_count"]
        read_only_fields = ["slug", "position", "post_count"]


class TopicWriteSerializer(serializers.Serializer):
    space = serializers.CharField(help_text="Id of the community or group.")
    name = serializers.CharField(max_length=24)


class TopicRenameSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=24)


class PhotoSerializer(serializers.Serializer):
    id = serializers.CharField(help_text="Attachment.")
    width = serializers.IntegerField(help_text="Pixels of the large version.")
    height = serializers.IntegerField(help_text="Pixels of the large version.")
    alt = serializers.CharField(help_text="What it shows, for people who cannot see it.")


class ReactionCountsSerializer(serializers.Serializer):
    heart = serializers.IntegerField()
    cup = serializers.IntegerField()
    bulb = serializers.IntegerField()


class PostSerializer(Signed, serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    space = serializers.CharField(source="space.public_id", help_text="Id of the community or group.")
    topic = TopicSerializer(allow_null=True)
    html = serializers.CharField(source="body_html", help_text="Sanitised HTML of `body`.")
    photos = PhotoSerializer(many=True)
    reactions = serializers.SerializerMethodField(help_text="How many of each kind.")
    is_hidden = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField(help_text="Path of its page.")

    class Meta:
        model = Post
        fields = [
            "id",
            "space",
            "author",
            "as_brand",
            "topic",
            "title",
            "body",
            "html",
            "excerpt",
            "language",
            "photos",
            "state",
            "is_hidden",
            "hidden_reason",
            "is_pinned",
            "created_at",
            "published_at",
            "edited_at",
            "comment_count",
            "reactions",
            "url",
        ]

    @extend_schema_field(ReactionCountsSerializer)
    def get_reactions(self, post: Post) -> dict[str, int]:
        return {kind: getattr(post, f"{kind}_count") for kind in KINDS}

    @extend_schema_field(bool)
    def get_is_hidden(self, post: Post) -> bool:
        return post.hidden_at is not None

    @extend_schema_field(str)
    def get_url(self, post: Post) -> str:
        return space_url(post.space, "content:post", post=post.ref)


class PostWriteSerializer(serializers.Serializer):
    space = serializers.CharField(help_text="Id of the community or group.")
    title = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    body = serializers.CharField(max_length=10_000, help_text="Markdown: emphasis, lists, quotes, links, code.")
    topic = serializers.CharField(required=False, allow_null=True, default=None, help_text="Topic id or slug.")
    as_brand = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Omit it to write as oneself where possible."
    )
    attachment_ids = serializers.ListField(
        child=serializers.CharField(), max_length=MOST_PHOTOS, required=False, help_text="Your own, not used yet."
    )


class PostChangeSerializer(serializers.Serializer):
    title = serializers.CharField(max_length=80, required=False, allow_blank=True)
    body = serializers.CharField(max_length=10_000, required=False)
    topic = serializers.CharField(required=False, allow_null=True, help_text="Topic id or slug, null for none.")


class PostFilterSerializer(serializers.Serializer):
    space = serializers.CharField(required=False, help_text="Id of one community or group.")
    topic = serializers.CharField(required=False, help_text="Topic id; needs `space`.")
    state = serializers.ChoiceField(
        choices=[PostState.PUBLISHED.value, PostState.IN_REVIEW.value],
        required=False,
        default=PostState.PUBLISHED.value,
        help_text="in_review: your own, and all where you approve.",
    )


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="The author reads it."
    )


class CommentSerializer(Signed, serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    post = serializers.CharField(source="post.public_id")
    parent = serializers.CharField(source="parent.public_id", allow_null=True, default=None)
    body = serializers.SerializerMethodField(help_text="Empty once removed.")
    html = serializers.SerializerMethodField(help_text="Sanitised HTML of `body`.")

    class Meta:
        model = Comment
        fields = [
            "id",
            "post",
            "parent",
            "author",
            "as_brand",
            "body",
            "html",
            "state",
            "created_at",
            "reply_count",
            "reaction_count",
        ]

    @extend_schema_field(str)
    def get_body(self, comment: Comment) -> str:
        return "" if comment.is_removed else comment.body

    @extend_schema_field(str)
    def get_html(self, comment: Comment) -> str:
        return "" if comment.is_removed else comment.body_html


class CommentWriteSerializer(serializers.Serializer):
    body = serializers.CharField(max_length=4000)
    parent = serializers.CharField(
        required=False, allow_null=True, default=None, help_text="The comment it answers; replies stay on two levels."
    )
    as_brand = serializers.BooleanField(required=False, allow_null=True, default=None)


class AttachmentSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    size = serializers.IntegerField(help_text="Bytes of both versions.")

    class Meta:
        model = Attachment
        fields = ["id", "width", "height", "size", "alt", "created_at"]


class AttachmentWriteSerializer(serializers.Serializer):
    space = serializers.CharField(help_text="Id of the community or group it will be used in.")
    file = serializers.FileField(help_text="JPEG, PNG, WebP or GIF; at most 10 MB and 40 megapixels.")
    alt = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
