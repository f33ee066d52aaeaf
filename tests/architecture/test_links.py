"""Every page name that a template links to exists: `{% brand_url … as url %}` would hide a mistyped one."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"""{%\s*(?:brand_url|space_url\s+\S+|url)\s+["']([\w:-]+)["']""")


def named(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield prefix + pattern.name


def test_every_link_in_a_template_leads_somewhere():
    known = set(named(get_resolver()))
    links = {
        (name, str(path.relative_to(ROOT)))
        for path in (ROOT / "templates").rglob("*.html")
        for name in _LINK.findall(path.read_text())
    }
    assert len(links) > 40
    assert sorted(one for one in links if one[0] not in known) == []
