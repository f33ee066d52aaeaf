"""A cache that is away: limits are off for a while, everything else is as always."""

import logging
import shutil
import subprocess
import time

import pytest
from django.core.cache import cache

from core import cache as core_cache
from tests.running.processes import free_port, wait_for


@pytest.fixture
def port(settings) -> int:
    """Where the cache should be, and nobody listens."""
    port = free_port()
    settings.CACHES = {
        "default": {
            "BACKEND": "core.cache.ForgetfulRedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    }
    return port


def test_every_call_is_a_miss(port):
    cache.set("a", 1)
    cache.set_many({"a": 1})
    assert cache.get("a") is None
    assert cache.get("a", "else") == "else"
    assert cache.get_many(["a"]) == {}
    assert cache.get_or_set("a", lambda: 2) == 2
    assert "a" not in cache
    assert cache.incr("a") == 1
    assert cache.add("lock", 1) is True
    assert (cache.delete("a"), cache.touch("a")) == (False, False)
    cache.clear()
    cache.delete_many(["a"])


def test_it_is_said_once(port, caplog):
    with caplog.at_level(logging.WARNING, "core.cache"):
        for _time in range(20):
            cache.get("a")
    assert [one.msg["event"] for one in caplog.records] == ["cache is down"]


def test_people_sign_in_and_read_as_if_nothing_were(port, brand, account, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
    account("ruoqing")
    begun = time.monotonic()
    wrong = client.post("/accounts/login/", {"login": "ruoqing@example.com", "password": "not this one"})
    right = client.post("/accounts/login/", {"login": "ruoqing@example.com", "password": "correct-horse-battery"})
    listed = client.get("/api/v1/@shanlan/communities/")
    assert (wrong.status_code, right.status_code, listed.status_code) == (422, 302, 200)
    assert "_auth_user_id" in client.session
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server on this machine")
def test_it_remembers_again_when_redis_is_back(port, monkeypatch):
    monkeypatch.setattr(core_cache, "PAUSE_SECONDS", 0)
    cache.set("a", 1)
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: cache.set("a", 7) or cache.get("a") == 7, 10, "redis to answer")
        assert cache.add("a", 8) is False
        assert cache.incr("a") == 8
    finally:
        server.kill()
        server.wait(10)
