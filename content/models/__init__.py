"""What people write."""

from content.models.attachment import Attachment
from content.models.comment import Comment
from content.models.post import Post
from content.models.reaction import Reaction
from content.models.topic import Topic

__all__ = ["Attachment", "Comment", "Post", "Reaction", "Topic"]
