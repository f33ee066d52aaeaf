"""The very commands of docker-compose.yml, on this machine, on PostgreSQL and Redis with production settings."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg2
import pytest
import redis
import yaml

from config.lifeline import die_with_parent
from tests.running.processes import ROOT, free_port, wait_for

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

pytestmark = [pytest.mark.worker, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def stores():
    """An own database and an empty Redis, named as the compose file names them, reachable from here."""
    try:
        admin = psycopg2.connect(POSTGRES, connect_timeout=2)
        redis.Redis.from_url(REDIS, socket_connect_timeout=1).flushdb()
    except (psycopg2.OperationalError, redis.RedisError) as error:
        pytest.skip(f"needs PostgreSQL and Redis: {type(error).__name__}")
    admin.autocommit = True
    name = f"compose_{uuid.uuid4().hex[:8]}"
    admin.cursor().execute(f"CREATE DATABASE {name}")
    facts = admin.info
    yield {
        "DATABASE_HOST": facts.host,
        "DATABASE_PORT": str(facts.port),
        "DATABASE_NAME": name,
        "DATABASE_USER": facts.user,
        "DATABASE_PASSWORD": facts.password or "",
        "BROKER_URL": REDIS,
    }
    admin.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    admin.close()


@pytest.fixture(scope="module")
def environment(stores, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compose")
    dotenv = {"SECRET_KEY": uuid.uuid4().hex * 2, "POSTGRES_PASSWORD": "unused", "PLAZA_HOST": "plaza.example"}
    given = {name: filled(str(value), dotenv) for name, value in SERVICES["web"]["environment"].items()}
    here = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "PLAZA_VAR": str(folder),
        "PLAZA_STATIC": str(folder / "static"),
        "GRANIAN_HOST": "127.0.0.1",
        "GRANIAN_PORT": str(free_port()),
    }
    return given | stores | here


def filled(value: str, dotenv: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)(?::[?-]([^}]*))?\}", lambda m: dotenv.get(m[1], m[2] or ""), value)


def command_of(name: str) -> list[str]:
    return [str(word) for word in SERVICES[name]["command"]]


@pytest.fixture(scope="module")
def running(environment):
    collect = ["python", "manage.py", "collectstatic", "--noinput", "-v", "0"]  # what the image holds already
    for command in (collect, command_of("migrate")):
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=180)
    log = Path(environment["HOME"]) / "log"
    with log.open("wb") as output:
        processes = {
            name: subprocess.Popen(
                command_of(name),
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
            for name in ("web", "worker", "scheduler")
        }
    yield processes
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        try:
            process.wait(20)
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue


def ask(environment: dict[str, str], path: str):
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["GRANIAN_PORT"]), timeout=5)
    try:
        connection.request("GET", path, headers={"Host": "plaza.example", "X-Forwarded-Proto": "https"})
        response = connection.getresponse()
        return response.status, response.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def probe(environment: dict[str, str], name: str) -> int:
    test = SERVICES[name]["healthcheck"]["test"]
    return subprocess.run(test[1:], cwd=ROOT, env=environment, timeout=60).returncode


def test_the_commands_make_a_plaza_that_is_ready(running, environment):
    wait_for(lambda: ask(environment, "/healthz")[0] == 200, 60, "for the web to answer")
    wait_for(lambda: ask(environment, "/readyz")[0] == 200, 60, "for the first heartbeat")

    checks = json.loads(ask(environment, "/readyz")[1])["checks"]
    assert checks["database"] == {"fine": True, "value": "postgresql"}
    assert all(process.poll() is None for process in running.values())


def test_the_health_checks_of_the_containers_pass(running, environment):
    wait_for(lambda: ask(environment, "/readyz")[0] == 200, 60, "for the first heartbeat")

    assert probe(environment, "web") == 0
    assert probe(environment, "worker") == 0
    assert probe(environment, "scheduler") == 0


def test_a_health_check_fails_when_nobody_answers(environment):
    assert probe(environment | {"GRANIAN_PORT": str(free_port())}, "web") != 0


def test_logs_are_json_lines_with_a_request_id(running, environment):
    wait_for(lambda: ask(environment, "/healthz")[0] == 200, 60, "for the web to answer")
    ask(environment, "/no-such-page?q=secret")

    log = Path(environment["HOME"]) / "log"
    line = wait_for(lambda: [json.loads(row) for row in log.read_text().splitlines() if '"event": "request"' in row])[
        -1
    ]
    assert line["status"] == 404
    assert line["request_id"]
    assert "secret" not in log.read_text()
