"""A provider of identities on this machine: OpenID Connect and Facebook's OAuth over loopback HTTP, with real signatures."""

import html
import json
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from accounts.models import User

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
LOGIN = "/accounts/oidc/google/login/"
BACK = "/accounts/oidc/google/login/callback/"
ONWARD = re.compile(r'content="0;url=([^"]+)"')
CLIENT, SECRET = "plaza-client", "a-channel-secret-of-thirty-two-chars"


class Provider:
    """`person` is who signs in there; the other fields make it misbehave."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {
            "sub": "g-1",
            "name": "林若晴",
            "email": "new@example.com",
            "email_verified": True,
        }
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.overrides: dict[str, Any] = {}
        self.token_answer: tuple[int, Any] | None = None
        self.asked: dict[str, str] = {}
        self.token_requests: list[dict[str, str]] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                self.answer({})

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                self.answer(flat(self.rfile.read(length).decode()))

            def answer(self, form: dict[str, str]) -> None:
                parts = urlsplit(self.path)
                status, body = provider.answer(parts.path, form or flat(parts.query))
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return 200, {"keys": [key | {"kid": "k1", "alg": "RS256", "use": "sig"}]}
        if path in ("/token", "/oauth/access_token"):
            self.token_requests.append(form)
            return self.token_answer or (200, self.tokens())
        if path == "/me":
            return 200, {"id": self.person["sub"], "name": self.person["name"], "email": self.person["email"]}
        return 404, {}

    def tokens(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": self.asked.get("nonce")}
        claims |= self.person | self.overrides
        token = jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": "k1"})
        return {"access_token": "at", "token_type": "Bearer", "expires_in": 300, "id_token": token}


def flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def set_out(browser: Client, provider: Provider, path: str = LOGIN) -> dict[str, str]:
    """Press the button; what the browser is sent to the provider with."""
    page = browser.post(path)
    assert page.status_code == 200, page.content.decode()
    url = html.unescape(ONWARD.search(page.content.decode())[1])
    provider.asked = flat(urlsplit(url).query)
    return provider.asked


def come_back(browser: Client, provider: Provider, path: str = LOGIN, back: str = BACK, **changed: str):
    asked = set_out(browser, provider, path)
    return browser.get(back, {"code": "c", "state": asked["state"]} | changed)


def account_in(browser: Client) -> str:
    return browser.session.get("_auth_user_id", "")


def refused(answer, browser: Client) -> None:
    assert answer.status_code == 401
    assert "You are not signed in" in answer.content.decode()
    assert not account_in(browser)
    assert not User.objects.exists()
