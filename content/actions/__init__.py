"""Writing, changing, moderating, answering."""

from content.actions.attachments import attach_photo
from content.actions.comments import publish_comment, remove_comment
from content.actions.moderation import approve_post, hide_post, pin_post, unhide_post, unpin_post
from content.actions.posts import edit_post, publish_post, remove_post, restore_post
from content.actions.reactions import add_reaction, remove_reaction
from content.actions.topics import create_topic, rename_topic

__all__ = [
    "add_reaction",
    "approve_post",
    "attach_photo",
    "create_topic",
    "edit_post",
    "hide_post",
    "pin_post",
    "publish_comment",
    "publish_post",
    "remove_comment",
    "remove_post",
    "remove_reaction",
    "rename_topic",
    "restore_post",
    "unhide_post",
    "unpin_post",
]
