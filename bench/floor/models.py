"""One table: what a feed shows, already in one row."""

from django.db import models


class Thread(models.Model):
    category_id = models.IntegerField()
    author_name = models.CharField(max_length=50)
    last_name = models.CharField(max_length=50)
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    excerpt = models.TextField()
    posts_count = models.IntegerField(default=0)
    last_post_on = models.DateTimeField()

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["-last_post_on"], name="floor_latest")]

    def __str__(self) -> str:
        return self.title
