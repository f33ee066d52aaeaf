"""A notice on its way to someone, and another system that is told of facts."""

from collections.abc import Callable, Iterator

import pytest

from activity.dispatch import dispatch_batch
from delivery.actions import create_endpoint, send_due_webhooks
from delivery.models import Delivery, WebhookEndpoint
from members.actions import apply_to_space, decline_application
from tests.delivery.receiver import Receiver, receiving


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


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    """Listens inside the house, which the install has to allow by name."""
    with receiving() as one:
        settings.PLAZA_OUTBOUND_PRIVATE_HOSTS = [one.host]
        yield one


@pytest.fixture
def endpoint(cast, receiver) -> Callable[..., WebhookEndpoint]:
    """`endpoint("500")`: the owner's, told of everything, at a receiver that answers so."""

    def make(path: str = "ok", *, viewer=None, **fields) -> WebhookEndpoint:
        told = {"verbs": ["membership.*", "application.*"], "label": "Shop", **fields}
        return create_endpoint(viewer or cast.owner, url=receiver.url(path), **told)

    return make


@pytest.fixture
def send() -> Callable[[], None]:
    """What the worker does for webhooks: read the facts, send what is due."""

    def run() -> None:
        while dispatch_batch():
            pass
        send_due_webhooks()

    return run
