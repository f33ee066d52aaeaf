"""Putting a person's data together: a part per step, packed into one archive at the end."""

import datetime as dt
import json
import tempfile
import zipfile
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from activity.actions import record
from brands.models import Brand
from core import clock
from core.privacy import Holding, Person
from members import verbs
from members.actions.data_steps import LostLease, Plan, advance, steps_of
from members.models import DataRequest
from members.models.data_request import RequestState

KEPT = dt.timedelta(days=7)
FORMAT = "plaza-export/1"
_CHUNK = 256 * 1024


def begin(request: DataRequest, plan: Plan) -> None:
    request.plan = plan
    advance(request, 0, plan=plan, steps_total=len(steps_of(request)) + 1)


def step(request: DataRequest, number: int, holding: Holding, person: Person) -> None:
    given = holding.export(person)
    files = [[name, file.name] for name, file in given.files]
    words = json.dumps({"data": given.data, "files": files}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    _put(request, _part(request, number), ContentFile(words.encode()))


def _part(request: DataRequest, number: int) -> str:
    return f"exports/{request.public_id}/{number:04}.part"


def _put(request: DataRequest, name: str, content: File) -> None:
    """Under this very name, also when a worker that died has begun it before."""
    storage = request.file.storage
    storage.delete(name)
    storage.save(name, content)


def finish(request: DataRequest) -> None:
    name = f"exports/{request.public_id}/archive.zip"
    steps = steps_of(request)
    with tempfile.TemporaryFile() as packed:
        _pack(request, steps, packed)
        size = packed.tell()
        packed.seek(0)
        _put(request, name, File(packed, name=name))
    for number in range(len(steps)):
        request.file.storage.delete(_part(request, number))
    with transaction.atomic():
        now = clock.now()
        mine = DataRequest.objects.filter(pk=request.pk, fence=request.fence, state=RequestState.RUNNING)
        done = {"steps_done": len(steps) + 1, "finished_at": now, "expires_at": now + KEPT}
        if not mine.update(state=RequestState.READY, file=name, size=size, leased_until=None, error="", **done):
            raise LostLease
        record(verbs.EXPORT_READY, target=request)


def _pack(request: DataRequest, steps: list[Any], packed: Any) -> None:
    slugs = dict(Brand.objects.filter(pk__in={brand for brand, _member, _holding in steps}).values_list("pk", "slug"))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"format": FORMAT, "made_at": clock.now(), "asked_at": request.requested_at, "scope": request.scope}
        archive.writestr("about.json", json.dumps(about, cls=DjangoJSONEncoder, indent=1))
        for number, (brand_id, _member, holding) in enumerate(steps):
            folder = "" if holding.beyond_brands else f"{slugs[brand_id]}/"
            with request.file.storage.open(_part(request, number)) as part:
                kept = json.load(part)
            words = json.dumps(kept["data"], ensure_ascii=False, indent=1)
            archive.writestr(f"{folder}{holding.name}.json", words)
            for name, stored in kept["files"]:
                _copy(request.file.storage, stored, archive, f"{folder}{name}")


def _copy(storage: Any, stored: str, archive: zipfile.ZipFile, name: str) -> None:
    """A picture that was taken away since is simply not there."""
    try:
        source = storage.open(stored)
    except FileNotFoundError:
        return
    with source, archive.open(name, "w") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
