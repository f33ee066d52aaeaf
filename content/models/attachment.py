"""A private picture: never served by the web server, its rights are asked on every hit."""

from django.db import models

from brands.models import Brand
from content.models.post import Post
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models import BrandMember
from spaces.models import Space

LARGE, SMALL = 1600, 640


def _path(attachment: "Attachment", name: str) -> str:
    return f"photos/{attachment.brand_id}/{attachment.public_id}-{name}"


class Attachment(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments")
    uploader = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to=_path)
    small = models.FileField(upload_to=_path)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes of both versions.")
    alt = models.CharField(max_length=200, blank=True)

    objects = BrandManager()

    def __str__(self) -> str:
        return self.public_id

    @property
    def as_photo(self) -> dict[str, object]:
        """What the post keeps of it."""
        return {"id": self.public_id, "width": self.width, "height": self.height, "alt": self.alt}
