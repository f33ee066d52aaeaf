"""One mailbox is one address, however it is written, and can be known again without keeping it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core import text
from core.errors import Invalid

LONGEST = 254


def normalised(address: str) -> str:
    """Case and what follows a plus sign do not count."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def digest(purpose: str, brand_id: int, address: str) -> str:
    """Keyed with a secret of the install and with the brand: the same address has another digest elsewhere."""
    return salted_hmac(purpose, f"{brand_id}:{normalised(address)}", algorithm="sha256").hexdigest()


def masked(address: str) -> str:
    """Enough to know an address again, too little for whoever reads over a shoulder."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain[:1]}….{domain.rpartition('.')[2]}"


def checked(address: str, *, field: str = "email") -> str:
    """The address in lower case, or Invalid beside its field."""
    address = text.clean(address, field=field, longest=LONGEST).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        message = _("Write a whole e-mail address, such as name@example.com.")
        raise Invalid.field(field, message, "bad_address") from error
    return address
