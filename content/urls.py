"""Pages of what people write; the same stand behind both doors, `c/<space>/` and `g/<space>/`."""

from django.urls import path

from content.views import answers, moderation, photos, post, writing

app_name = "content"
urlpatterns = [
    path("posts/new/", writing.new, name="new"),
    path("posts/review/", moderation.review, name="review"),
    path("posts/<str:post>/", post.show, name="post"),
    path("posts/<str:post>/edit/", writing.edit, name="edit"),
    path("posts/<str:post>/delete/", writing.delete, name="delete"),
    path("posts/<str:post>/restore/", writing.restore, name="restore"),
    path("posts/<str:post>/hide/", moderation.hide, name="hide"),
    path("posts/<str:post>/unhide/", moderation.unhide, name="unhide"),
    path("posts/<str:post>/approve/", moderation.approve, name="approve"),
    path("posts/<str:post>/pin/", moderation.pin, name="pin"),
    path("posts/<str:post>/react/", answers.react, name="react"),
    path("posts/<str:post>/comment/", answers.comment, name="comment"),
    path("posts/<str:post>/comments/<str:comment>/replies/", answers.replies, name="replies"),
    path("posts/<str:post>/comments/<str:comment>/react/", answers.react_comment, name="react_comment"),
    path("posts/<str:post>/comments/<str:comment>/delete/", answers.delete_comment, name="delete_comment"),
    path("photos/<str:attachment>/<str:size>", photos.photo, name="photo"),
]
