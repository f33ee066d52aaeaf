"""Subjects of the rules over personal data."""

import datetime as dt
from typing import Any

from core import clock
from members.actions import request_erasure, request_export


def brand_scope(world: Any) -> tuple:
    return ("brand",)


def account_scope(world: Any) -> tuple:
    return ("account",)


def export_of_member(world: Any) -> tuple:
    return (request_export(world.cast.member),)


def ready_export_of_member(world: Any) -> tuple:
    (export,) = export_of_member(world)
    export.state, export.expires_at = "ready", clock.now() + dt.timedelta(days=1)
    return (export,)


def erasure_of_member(world: Any) -> tuple:
    return (request_erasure(world.cast.member),)
