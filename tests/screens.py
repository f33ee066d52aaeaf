"""Developer's tool: pictures of running pages, and what the browser complained about.

    python -m tests.screens /@shanlan/ /@shanlan/g/roastery/ --as member@example.com
    python -m tests.screens /accounts/login/ --widths 390 --themes light,dark --langs zh-hant,en

Pictures land in var/screens/. Start the site first (`make run`); it must use the same PLAZA_VAR as this command.
"""

import argparse
import os
import re
from pathlib import Path

import django

WIDTHS, THEMES, LANGS = "390,820,1280", "light,dark", "zh-hant,en"


def main() -> None:
    wanted = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    cookie = session_of(wanted.account) if wanted.account else ""
    wanted.out.mkdir(parents=True, exist_ok=True)
    complaints = shoot(wanted, cookie)
    print("\n".join(complaints) or "The browser did not complain.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--base", default=f"http://127.0.0.1:{os.environ.get('PORT', 8000)}")
    parser.add_argument("--as", dest="account", default="", help="e-mail address of the account to look as")
    parser.add_argument("--widths", default=WIDTHS)
    parser.add_argument("--themes", default=THEMES)
    parser.add_argument("--langs", default=LANGS)
    parser.add_argument("--fold", action="store_true", help="only what fits the first screen")
    parser.add_argument("--no-js", action="store_true")
    parser.add_argument(
        "--click", default="", help="selector to click before the picture, such as [popovertarget=menu-me]"
    )
    parser.add_argument("--out", type=Path, default=Path(os.environ.get("PLAZA_VAR", "var")) / "screens")
    return parser.parse_args()


def session_of(email: str) -> str:
    """A real session for the account, as its own sign-in would make it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def shoot(wanted: argparse.Namespace, cookie: str) -> list[str]:
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for lang in wanted.langs.split(","):
            for theme in wanted.themes.split(","):
                for width in map(int, wanted.widths.split(",")):
                    context = browser.new_context(
                        viewport={"width": width, "height": 844 if width < 600 else 900},
                        color_scheme=theme,
                        java_script_enabled=not wanted.no_js,
                        has_touch=width < 600,
                        extra_http_headers={"Accept-Language": lang},
                    )
                    context.add_cookies(cookies(wanted.base, lang, cookie))
                    for path in wanted.paths:
                        page, said = listened(context)
                        name = f"{re.sub(r'[^0-9a-z]+', '-', path.lower()).strip('-') or 'root'}-{width}-{theme}-{lang}"
                        answer = page.goto(wanted.base + path, wait_until="load")
                        if wanted.click:
                            page.click(wanted.click)
                        page.wait_for_timeout(350)
                        target = wanted.out / f"{name}.png"
                        page.screenshot(path=str(target), full_page=not wanted.fold)
                        print(f"{answer.status if answer else '?'}  {target}")
                        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                        said += [f"scrolls sideways by {wide}px"] if wide > 0 else []
                        complaints += [f"{name}: {one}" for one in said]
                        page.close()
                    context.close()
        browser.close()
    return complaints


def listened(context) -> tuple:
    """A page, and the list that its script errors and refused resources (CSP) go into."""
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def cookies(base: str, lang: str, session: str) -> list:
    found = [{"name": "django_language", "value": lang, "url": base}]
    return found + ([{"name": "sessionid", "value": session, "url": base}] if session else [])


if __name__ == "__main__":
    main()
