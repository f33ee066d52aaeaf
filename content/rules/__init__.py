"""Who may read, write, change and moderate what people write."""

from content.rules.comments import can_comment, can_react, can_react_to_comment, can_remove_comment
from content.rules.posts import (
    UNDO_MINUTES,
    can_approve_post,
    can_create_post,
    can_delete_post,
    can_edit_post,
    can_hide_post,
    can_manage_topics,
    can_pin_post,
    can_post_unreviewed,
    can_read_content,
    can_restore_post,
    can_review_posts,
    can_see_attachment,
    can_see_post,
    can_write_as_brand,
)
from content.rules.standing import can_take_part, holds

__all__ = [
    "UNDO_MINUTES",
    "can_approve_post",
    "can_comment",
    "can_create_post",
    "can_delete_post",
    "can_edit_post",
    "can_hide_post",
    "can_manage_topics",
    "can_pin_post",
    "can_post_unreviewed",
    "can_react",
    "can_react_to_comment",
    "can_read_content",
    "can_remove_comment",
    "can_restore_post",
    "can_review_posts",
    "can_see_attachment",
    "can_see_post",
    "can_take_part",
    "can_write_as_brand",
    "holds",
]
