"""Redis as a cache that may be away: then it remembers nothing, and nobody waits for it."""

import time
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
PAUSE_SECONDS = 5


class ForgetfulRedisCache(RedisCache):
    """
    Every failure is a miss. What counts in here (limits of requests and of sign-ins) lets people through meanwhile.

    After a failure it is left alone for a moment, so that a host that does not answer costs one timeout and not one
    per request.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._asleep_until = 0.0
        self._is_down = False

    def _ask(self, what: str, instead: Any, *args: Any, **options: Any) -> Any:
        if time.monotonic() < self._asleep_until:
            return instead
        try:
            answer = getattr(super(), what)(*args, **options)
        except (RedisError, OSError) as error:
            self._asleep_until = time.monotonic() + PAUSE_SECONDS
            if not self._is_down:
                log.warning("cache is down", error=type(error).__name__)
            self._is_down = True
            return instead
        if self._is_down:
            log.info("cache is back")
        self._is_down = False
        return answer

    def add(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("add", True, *args, **options))  # a lock that nobody holds is ours

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask("get", default, key, default, version=version)

    def set(self, *args: Any, **options: Any) -> None:
        self._ask("set", None, *args, **options)

    def touch(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("touch", False, *args, **options))

    def delete(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("delete", False, *args, **options))

    def get_many(self, *args: Any, **options: Any) -> dict[Any, Any]:
        return dict(self._ask("get_many", {}, *args, **options))

    def has_key(self, *args: Any, **options: Any) -> bool:
        return bool(self._ask("has_key", False, *args, **options))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        return int(self._ask("incr", delta, key, delta, version=version))

    def set_many(self, *args: Any, **options: Any) -> list[Any]:
        return list(self._ask("set_many", [], *args, **options))

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._ask("delete_many", None, *args, **options)

    def clear(self) -> None:
        self._ask("clear", None)
