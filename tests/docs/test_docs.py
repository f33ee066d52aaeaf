"""What the documentation names is there: links, files, commands, settings; and decision records stay short."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_RECORD = 40
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

# What appears when Plaza runs. A guide marks what its reader makes with `<!-- new: path -->`.
MADE_BY_THE_READER = re.compile(r"^(?:var|\.venv)/")

LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"^[\w.-]+(?:/[\w.-]+)+\.(?:py|md|html|css|js|toml|yml|yaml|json|txt|sh|po)$")
FOLDER = re.compile(r"^[a-z_]+(?:/[a-z_]+)*/$")
MAKE = re.compile(r"\bmake ([a-z]+)")
NEW_FILE = re.compile(r"<!-- new: ([^>]+?) -->")


def documents() -> list[Path]:
    """Every page that is part of the project, whatever else lies in the folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, text=True
    )
    names = listed.stdout.split() if listed.returncode == 0 else []
    found = [ROOT / name for name in names] or [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return sorted(path for path in found if path.exists())


DOCUMENTS = documents()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(path: Path) -> set[str]:
    """The ids that a heading gets: lower case, spaces to hyphens, punctuation dropped."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(document):
    lost = []
    for match in LINK.finditer(FENCE.sub("", document.read_text())):
        link = unquote(match[1] or match[2])
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.is_relative_to(ROOT) or not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_file_named_in_the_text_exists(document):
    text = document.read_text()
    made = set(NEW_FILE.findall(text))
    named = {code for code in CODE.findall(FENCE.sub("", text)) if PATH.match(code) or is_our_folder(code)}
    missing = {name for name in named - made if not MADE_BY_THE_READER.search(name) and not (ROOT / name).exists()}
    assert missing == set()


def is_our_folder(name: str) -> bool:
    """`core/api/` is one; `c/`, `me/inbox/` and `media/` are parts of addresses, or lie in the data folder."""
    return bool(FOLDER.match(name)) and (ROOT / name.split("/")[0]).is_dir()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_command_is_a_target(document):
    targets = set(re.search(r"^([a-z ]+):\n\t@sh", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split())
    text = document.read_text()
    commands = "\n".join([*CODE.findall(FENCE.sub("", text)), *FENCE.findall(text)])
    assert set(MAKE.findall(commands)) <= targets


@pytest.mark.parametrize("record", DECISIONS, ids=name_of)
def test_decision_record_is_short(record):
    assert len(record.read_text().splitlines()) <= LONGEST_RECORD


def test_decision_records_are_numbered_without_gaps():
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


def test_readme_starts_with_the_two_commands():
    blocks = FENCE.findall((ROOT / "README.md").read_text())
    assert MAKE.findall(blocks[0]) == ["run", "test"]
