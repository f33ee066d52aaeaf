"""What a space talks about: the chips above its feed."""

from django.db import models

from brands.models import Brand
from core.models import PublicId
from core.tenancy import BrandManager
from spaces.models import Space


class Topic(PublicId):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(max_length=24)
    slug = models.CharField(max_length=48, help_text="Words of any script, as in the address.")
    position = models.PositiveSmallIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0, help_text="Posts that everyone in the space sees.")

    objects = BrandManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="one_topic_per_slug_and_space")]

    def __str__(self) -> str:
        return self.slug
