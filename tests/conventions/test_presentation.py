"""The house rules for templates and styles, as tests."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for folder in ("templates", "parts") for path in (ROOT / folder).rglob("*.html"))
STYLES = sorted((ROOT / "static/css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch)\(\s*[\d.]")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action)=["']https?://|@import\s+url\(["']?https?:|url\(["']?https?:""")


def test_there_are_templates_and_styles_to_look_at():
    assert len(TEMPLATES) > 30
    assert len(STYLES) > 20


def test_no_template_has_inline_script_or_style():
    assert [str(path) for path in TEMPLATES if INLINE.search(path.read_text())] == []


def test_pages_request_nothing_from_other_hosts():
    files = [*TEMPLATES, *STYLES, *(ROOT / "static/js").rglob("*.js")]
    linked = re.compile(r"<a\s[^>]*>")  # links are followed by people, not requested by pages

    assert [str(path) for path in files if ELSEWHERE.search(linked.sub("", path.read_text()))] == []


def test_every_style_sheet_is_in_the_table_of_contents():
    listed = re.findall(r'url\("([\w.-]+)"\)', (ROOT / "static/css/main.css").read_text())

    assert sorted([*listed, "main.css"]) == [path.name for path in STYLES]


def test_every_element_is_in_the_table_of_contents():
    listed = re.findall(r'"\./elements/([\w.-]+)"', (ROOT / "static/js/main.js").read_text())

    assert sorted(listed) == [path.name for path in sorted((ROOT / "static/js/elements").glob("*.js"))]


def test_literal_colours_stand_in_the_tokens_alone():
    found = [
        f"{path.name}: {match.group()}"
        for path in STYLES
        if path.name != "tokens.css"
        for match in COLOUR.finditer(path.read_text())
    ]

    assert found == []


def test_no_style_is_forced():
    assert [path.name for path in STYLES if "!important" in path.read_text()] == []
