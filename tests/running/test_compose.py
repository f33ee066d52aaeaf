"""The production files hold together. No engine builds images here; the commands themselves run in another test."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
OURS = {"migrate", "web", "worker", "scheduler"}


def resolved(text: str) -> str:
    """Merge keys written out: compose knows them, the checker does not."""
    return yaml.safe_dump(yaml.safe_load(text))


def test_compose_file_follows_the_specification():
    PyCompose = pytest.importorskip("compose_spec", reason="no wheel of compose-spec here").PyCompose  # noqa: N806

    assert set(PyCompose.from_yaml(resolved(COMPOSE)).service_names()) == set(SERVICES)


def test_a_misspelt_key_would_be_found():
    PyCompose = pytest.importorskip("compose_spec", reason="no wheel of compose-spec here").PyCompose  # noqa: N806

    with pytest.raises(ValueError, match="healtcheck"):
        PyCompose.from_yaml(resolved(COMPOSE.replace("healthcheck:", "healtcheck:", 1)))


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_restarts_and_is_checked(name):
    service = SERVICES[name]

    assert service["restart"] in ("unless-stopped", "on-failure")
    assert service["healthcheck"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_services_have_no_powers_and_no_writable_code(name):
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"]
    assert not service.get("privileged")
    assert "ports" not in service


def test_only_the_proxy_is_open_to_the_world():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_every_volume_is_named_and_none_covers_the_code():
    declared = set(yaml.safe_load(COMPOSE)["volumes"])
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]

    assert {mount.split(":")[0] for mount in mounts if not mount.startswith("./")} == declared
    assert not [mount for mount in mounts if ":/app" in mount]


def test_secrets_have_no_default_and_the_example_names_every_variable():
    example = (ROOT / ".env.example").read_text()
    variables = set(re.findall(r"\$\{(\w+)", COMPOSE))

    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "PLAZA_HOST"} == set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    assert [name for name in variables if not re.search(rf"^{name}=", example, re.M)] == []


def test_the_image_does_not_run_as_root_and_leaves_its_builder_behind():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    words = [line.split() for line in lines]

    assert sum(line[:1] == ["FROM"] for line in words) == 2
    assert [line[1] for line in words if line[:1] == ["USER"]] == ["plaza"]


def test_the_servers_lock_is_a_part_of_the_whole_lock():
    whole, part = (
        set(re.findall(r"^([\w.-]+==\S+)", (ROOT / name).read_text(), re.M))
        for name in ("requirements.lock", "requirements.run.lock")
    )

    assert part < whole, "Run `make lock`: the two locks differ."
