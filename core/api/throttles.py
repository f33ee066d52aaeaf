"""Requests per minute for each key, person or address, with the headers that say what is left."""

import time
from typing import Any

from rest_framework.throttling import SimpleRateThrottle

RATES = {"key": "600/min", "account": "300/min", "address": "120/min"}


class PrincipalThrottle(SimpleRateThrottle):
    """A fixed number per sliding minute. Counters live in the shared cache."""

    def __init__(self) -> None:
        pass  # the rate depends on who asks, so it is set per request

    def allow_request(self, request: Any, view: Any) -> bool:
        kind, ident = self._principal(request)
        self.rate = RATES[kind]
        requests, duration = self.parse_rate(self.rate)
        self.num_requests, self.duration = requests or 0, duration or 60
        self.key = f"throttle:{kind}:{ident}"
        self.history = self.cache.get(self.key, [])
        self.now = time.time()
        while self.history and self.history[-1] <= self.now - self.duration:
            self.history.pop()
        request._request.rate_limit = (self.num_requests, max(self.num_requests - len(self.history) - 1, 0))
        return self.throttle_failure() if len(self.history) >= self.num_requests else self.throttle_success()

    def _principal(self, request: Any) -> tuple[str, str]:
        if request.auth is not None:
            return "key", str(request.auth.pk)
        if request.user and request.user.is_authenticated:
            return "account", str(request.user.pk)
        return "address", self.get_ident(request)
