"""The topics of a space."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from content import rules, verbs
from content.models import Topic
from core import text
from core.decisions import ensure
from core.errors import Invalid
from members.actions import hold_standing
from spaces.models import Space


@transaction.atomic
def create_topic(viewer: Any, space: Space, *, name: str) -> Topic:
    ensure(rules.can_manage_topics(viewer, space))
    hold_standing(viewer, space)
    topic = Topic(brand_id=space.brand_id, space=space, position=Topic.objects.filter(space=space).count())
    return _named(viewer, topic, name, verbs.TOPIC_CREATED)


@transaction.atomic
def rename_topic(viewer: Any, topic: Topic, *, name: str) -> Topic:
    ensure(rules.can_manage_topics(viewer, topic.space))
    hold_standing(viewer, topic.space)
    return _named(viewer, topic, name, verbs.TOPIC_RENAMED)


def _named(viewer: Any, topic: Topic, name: str, verb: Any) -> Topic:
    topic.name = text.clean(name, field="name", longest=24, shortest=1)
    topic.slug = text.slugify(topic.name)
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError as error:
        raise Invalid.field("name", _("There is already a topic with this name."), "taken") from error
    record(verb, viewer=viewer, target=topic, space=topic.space)
    return topic
