"""Facts about what people write."""

from activity.verbs import declare

POST_SUBMITTED = declare("post.submitted")
POST_PUBLISHED = declare("post.published")
POST_APPROVED = declare("post.approved", audited=True)
POST_EDITED = declare("post.edited")
POST_HIDDEN = declare("post.hidden", audited=True)
POST_UNHIDDEN = declare("post.unhidden", audited=True)
POST_REMOVED = declare("post.removed", audited=True)
POST_RESTORED = declare("post.restored", audited=True)
POST_PINNED = declare("post.pinned", audited=True)
POST_UNPINNED = declare("post.unpinned", audited=True)
COMMENT_PUBLISHED = declare("comment.published")
COMMENT_REMOVED = declare("comment.removed", audited=True)
REACTION_ADDED = declare("reaction.added")
REACTION_REMOVED = declare("reaction.removed")
TOPIC_CREATED = declare("topic.created", audited=True)
TOPIC_RENAMED = declare("topic.renamed", audited=True)
