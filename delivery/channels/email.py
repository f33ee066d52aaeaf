"""E-mail: through SMTP, or (embedded) as files named by delivery key and created exclusively, so a kill cannot double one."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from core.notices import Shown, catalogue
from delivery.letters import letters_path, refusal_path
from delivery.models import Delivery, Letter


def honours_key() -> bool:
    return settings.PLAZA_MAIL_CHANNEL == "file"


def send(delivery: Delivery, shown: Shown) -> None:
    """Hand one message over. Raises OSError or SMTPException when that failed."""
    message = compose(delivery, shown)
    if settings.PLAZA_MAIL_CHANNEL == "file":
        _write(delivery.key, message)
    else:
        message.send()


def compose(delivery: Delivery, shown: Shown) -> EmailMultiAlternatives:
    """The reader's language and time zone are active. The Message-ID is the delivery key, the same at every attempt."""
    link = f"{settings.PLAZA_ORIGIN}{shown.path}" if shown.path else settings.PLAZA_ORIGIN
    context = {
        "shown": shown,
        "link": link,
        "settings_link": settings.PLAZA_ORIGIN + letters_path(delivery.account),
        "brand": delivery.brand,
        "account": delivery.account,
    }
    way_out = letters_path(delivery.account, _kind(delivery))
    return _message(delivery, shown, delivery.account.email, "emails/delivery/notice", context, way_out)


def send_letter(letter: Letter, shown: Shown) -> None:
    """To an address that belongs to nobody here. Raises OSError or SMTPException when that failed."""
    way_out = refusal_path(letter.digest)
    context = {
        "shown": shown,
        "link": f"{settings.PLAZA_ORIGIN}{shown.path}",
        "refuse_link": settings.PLAZA_ORIGIN + way_out,
        "brand": letter.brand,
    }
    message = _message(letter, shown, letter.address, "emails/delivery/letter", context, way_out)
    if settings.PLAZA_MAIL_CHANNEL == "file":
        _write(letter.key, message)
    else:
        message.send()


def _message(
    row: Delivery | Letter, shown: Shown, to: str, template: str, context: dict[str, Any], way_out: str
) -> EmailMultiAlternatives:
    subject = " ".join(f"{shown.title} · {row.brand.name}".split())
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"{template}.txt", context),
        to=[to],
        headers={
            "Message-ID": f"<{row.key}@{domain}>",
            "X-Plaza-Delivery": row.key,
            "List-Unsubscribe": f"<{settings.PLAZA_ORIGIN}{way_out}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def _kind(delivery: Delivery) -> str:
    declared = catalogue.get(delivery.message.notice)
    return declared.kind if declared else ""


def _write(key: str, message: EmailMultiAlternatives) -> None:
    """One file per key. It is written beside and linked into place: there under its name means there whole."""
    folder = settings.PLAZA_MAIL_DIR
    folder.mkdir(parents=True, exist_ok=True)
    target, draft = folder / f"{key}.eml", folder / f".{key}.{id(message)}.part"
    draft.write_bytes(message.message().as_bytes())
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        pass  # an earlier attempt got this far before it was killed: the person already has it
    finally:
        draft.unlink()
