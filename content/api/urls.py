"""REST addresses of what people write, under `/api/v1/@<brand>/`."""

from django.urls import path

from content.api.views import answers, material, posts

app_name = "content-api"
urlpatterns = [
    path("posts/", posts.Posts.as_view(), name="posts"),
    path("posts/<str:post>/", posts.OnePost.as_view(), name="post"),
    path("posts/<str:post>/hide/", posts.Hide.as_view(), name="hide"),
    path("posts/<str:post>/unhide/", posts.Unhide.as_view(), name="unhide"),
    path("posts/<str:post>/approve/", posts.Approve.as_view(), name="approve"),
    path("posts/<str:post>/pin/", posts.Pin.as_view(), name="pin"),
    path("posts/<str:post>/unpin/", posts.Unpin.as_view(), name="unpin"),
    path("posts/<str:post>/restore/", posts.Restore.as_view(), name="restore"),
    path("posts/<str:post>/comments/", answers.Comments.as_view(), name="comments"),
    path("posts/<str:post>/reactions/<str:kind>/", answers.PostReaction.as_view(), name="post_reaction"),
    path("comments/<str:comment>/", answers.OneComment.as_view(), name="comment"),
    path("comments/<str:comment>/reactions/<str:kind>/", answers.CommentReaction.as_view(), name="comment_reaction"),
    path("topics/", material.Topics.as_view(), name="topics"),
    path("topics/<str:topic>/", material.OneTopic.as_view(), name="topic"),
    path("attachments/", material.Attachments.as_view(), name="attachments"),
    path("attachments/<str:attachment>/", material.OneAttachment.as_view(), name="attachment"),
    path("attachments/<str:attachment>/<int:size>/", material.AttachmentFile.as_view(), name="attachment_file"),
]
