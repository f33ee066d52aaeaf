"""Each POST once: the first success of a key is kept a day and given again."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from brands.models import IdempotencyKey
from core import clock, locks
from core.errors import Conflict, Invalid

# A request that has not answered by now was lost with its process, unless it still holds its row.
_LOST_AFTER_SECONDS = 20


def once(header: str, post: Callable[..., Response]) -> Callable[..., Response]:
    """
    Run `post` at most once per principal and key.

    The key's row is there before the work starts (a rival gets 409), and the answer is stored in the transaction of the
    work itself, so a crash leaves either both or neither. Failures are not kept: they may be tried again.
    """

    def run(request: Request, *args: Any, **kwargs: Any) -> Response:
        row = _begin(request, header)
        if row.status is not None:
            return _replay(row)
        try:
            with transaction.atomic():
                _hold(row)
                response = post(request, *args, **kwargs)
                if response.status_code >= 400:
                    transaction.set_rollback(True)
                else:
                    _keep(row, response)
        except Exception:
            _forget(row)
            raise
        if response.status_code >= 400:
            _forget(row)
        return response

    return run


def _begin(request: Request, header: str) -> IdempotencyKey:
    """A row of ours to work under (no status yet), or the finished one to give again."""
    if len(header) > 255 or not header.isprintable():
        raise Invalid(_("The Idempotency-Key is not usable."), code="bad_idempotency_key")
    mine, fingerprint = {"principal": _principal(request), "key": header}, _fingerprint(request)
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return IdempotencyKey.objects.create(**mine, route=request.path[:300], fingerprint=fingerprint)
        except IntegrityError:
            row = IdempotencyKey.objects.filter(**mine).first()
        if row is None:  # the first has just failed and left: this may be tried again
            continue
        if row.fingerprint != fingerprint:
            raise Invalid(_("This Idempotency-Key was used for another request."), code="idempotency_mismatch")
        if row.status is not None or _take_over(row):
            return row
        break
    raise Conflict(_("The first request with this Idempotency-Key is still running."), code="still_running")


def _take_over(row: IdempotencyKey) -> bool:
    """The row of a lost request becomes ours; of two who try, one succeeds. One that still works holds it locked."""
    if (clock.now() - row.created_at).total_seconds() < _LOST_AFTER_SECONDS:
        return False
    with transaction.atomic():
        seen = IdempotencyKey.objects.filter(pk=row.pk, status=None, created_at=row.created_at)
        if locks.claim(seen).first() is None:
            return False
        row.created_at = clock.now()
        return bool(seen.update(created_at=row.created_at))


def _hold(row: IdempotencyKey) -> None:
    """Keep the row until the work commits, and make sure that nobody took it over before we began."""
    mine = IdempotencyKey.objects.filter(pk=row.pk, status=None, created_at=row.created_at)
    if locks.for_update(mine, of=("self",)).first() is None:
        raise Conflict(_("The first request with this Idempotency-Key is still running."), code="still_running")


def _forget(row: IdempotencyKey) -> None:
    IdempotencyKey.objects.filter(pk=row.pk, status=None, created_at=row.created_at).delete()


def _keep(row: IdempotencyKey, response: Response) -> None:
    """Inside the transaction of the work. An answer without a body is kept as null."""
    body = JSONRenderer().render(response.data).decode() or "null"
    IdempotencyKey.objects.filter(pk=row.pk).update(status=response.status_code, body=body)


def _replay(row: IdempotencyKey) -> Response:
    return Response(json.loads(row.body), status=row.status, headers={"Idempotent-Replay": "true"})


def _principal(request: Request) -> str:
    return f"key:{request.auth.pk}" if request.auth is not None else f"account:{request.user.pk}"


def _fingerprint(request: Request) -> str:
    """Over method, path and every field, each with its length; files by their bytes, JSON whatever its order."""
    digest = hashlib.sha256()

    def add(part: bytes) -> None:
        digest.update(f"{len(part)}:".encode() + part)

    add(f"{request.method} {request.get_full_path()}".encode())
    data = request.data
    if not hasattr(data, "lists"):
        add(json.dumps(data, sort_keys=True).encode())
        return digest.hexdigest()
    for name, values in sorted(data.lists()):
        for value in values:
            add(name.encode())
            add(_bytes_of(value))
    return digest.hexdigest()


def _bytes_of(value: Any) -> bytes:
    if not hasattr(value, "read"):
        return str(value).encode()
    value.seek(0)
    whole = value.read()
    value.seek(0)
    return bytes(whole)
