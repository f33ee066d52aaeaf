"""One person with a browser session who also speaks REST."""

import io
import re
from typing import Any

import requests
from PIL import Image

from tests.flows.conftest import Install

PASSWORD = "a-long-and-quiet-morning"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def photo(colour: str = "teal") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(buffer, "JPEG")
    return buffer.getvalue()


class Person:
    def __init__(self, install: Install, handle: str, brand: str = "") -> None:
        self.install, self.handle, self.brand = install, handle, brand
        self.email = f"{handle}@example.com"
        self.browser = requests.Session()
        self.browser.headers["Accept-Language"] = "en"

    def __str__(self) -> str:
        return self.handle

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.browser.get(self.install.url + path, timeout=30, **options)

    def submit(self, path: str, **fields: Any) -> requests.Response:
        """Fill in the form that stands at `path` and send it to `path`."""
        token = _TOKEN.search(self.get(path).text)
        assert token, f"no form for {self} at {path}"
        fields["csrfmiddlewaretoken"] = token[1]
        return self.browser.post(
            self.install.url + path, data=fields, headers={"Referer": self.install.url}, timeout=30
        )

    def sign_up(self) -> "Person":
        """By e-mail: the terminal prints the link, the person follows and confirms it."""
        sent = self.submit("/accounts/signup/", email=self.email, password1=PASSWORD, display_name=self.handle)
        assert sent.ok, sent.text
        link = self.install.mailed_link(self.email).removeprefix(self.install.url)
        assert self.submit(link).ok
        assert self.ok("GET", "/api/v1/me/")["name"] == self.handle
        return self

    def api(self, method: str, path: str, json: Any = None, **options: Any) -> requests.Response:
        """`path` starts at the brand's REST root, or is absolute."""
        if not path.startswith("/"):
            path = f"/api/v1/@{self.brand}/{path}"
        headers = options.pop("headers", {}) | {"Referer": self.install.url}
        headers["X-CSRFToken"] = self.browser.cookies.get("csrftoken", "")
        return self.browser.request(method, self.install.url + path, json=json, headers=headers, timeout=30, **options)

    def ok(self, method: str, path: str, json: Any = None, **options: Any) -> Any:
        answer = self.api(method, path, json, **options)
        assert answer.status_code < 300, f"{self} {method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.content else None

    def refused(self, status: int, method: str, path: str, json: Any = None, **options: Any) -> dict[str, Any]:
        answer = self.api(method, path, json, **options)
        assert answer.status_code == status, f"{self} {method} {path}: {answer.status_code} {answer.text[:500]}"
        assert answer.headers["Content-Type"] == "application/problem+json"
        return answer.json()

    def inbox(self) -> list[str]:
        return [one["title"] for one in self.ok("GET", "inbox/")["results"]]
