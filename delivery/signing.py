"""Standard Webhooks: secrets, and the three headers by which a receiver knows that it is us, now, and unchanged."""

import base64
import datetime as dt
import secrets
from collections.abc import Sequence

from standardwebhooks import Webhook

SECRET_BYTES = 32


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def headers_for(message_id: str, moment: dt.datetime, body: str, keys: Sequence[str]) -> dict[str, str]:
    """One signature per secret, so that a receiver who changes over finds the one it knows."""
    moment = moment.astimezone(dt.UTC).replace(microsecond=0)
    signatures = (Webhook(key).sign(message_id, moment, body) for key in keys)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
