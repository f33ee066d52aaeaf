"""Subjects of the rules over segments, bridges and the trial of admission rules."""

from typing import Any

from members.actions import create_tag, save_segment, start_bridge, start_tag_job

TIER = {"match": "all", "rules": [{"field": "vip_tier", "tiers": [1]}]}
BIRTHDAY = {"match": "all", "rules": [{"field": "birthday_month", "months": [7]}]}


def segment(world: Any) -> tuple:
    return (save_segment(world.cast.owner, name="熟客", rule=TIER),)


def open_segment(world: Any) -> tuple:
    return (save_segment(world.cast.owner, name="熟客", rule=TIER, is_open=True),)


def segment_of_secret(world: Any) -> tuple:
    rule = {"match": "all", "rules": [{"field": "space", "space": world.secret.public_id}]}
    return (save_segment(world.cast.owner, name="熟客", rule=rule),)


def birthday_segment(world: Any) -> tuple:
    return (save_segment(world.cast.owner, name="壽星", rule=BIRTHDAY),)


def bridge(world: Any) -> tuple:
    made = save_segment(world.cast.owner, name="熟客", rule=TIER)
    return (start_bridge(world.cast.owner, world.group, segment=made, plaza=world.community),)


def tag_job(world: Any) -> tuple:
    return (start_tag_job(world.cast.manager, create_tag(world.cast.manager, name="常客")),)


def birthday_rule(world: Any) -> tuple:
    return (BIRTHDAY,)


def group_all_known(world: Any) -> tuple:
    return (world.group, True)


def group_not_all_known(world: Any) -> tuple:
    return (world.group, False)
