"""A notice on its way to someone."""

import pytest

from activity.dispatch import dispatch_batch
from delivery.models import Delivery
from members.actions import apply_to_space, decline_application


@pytest.fixture(autouse=True)
def mails(settings, tmp_path):
    """Letters that were handed over in this test, in a folder of its own."""
    settings.PLAZA_MAIL_DIR = tmp_path / "mail"
    return lambda: sorted(settings.PLAZA_MAIL_DIR.glob("*.eml"))


@pytest.fixture
def letter(cast, group) -> Delivery:
    """A refusal that waits to be e-mailed to the guest."""
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    while dispatch_batch():
        pass
    Delivery.objects.all().delete()
    decline_application(cast.admin, application, reason="Tell us more.")
    while dispatch_batch():
        pass
    return Delivery.objects.get(account=cast.guest.user, channel="email")
