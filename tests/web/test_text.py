"""The one renderer from what members write to HTML."""

from __future__ import annotations

import html
import re
import time

import pytest

from web.text import LEAD_LENGTH, LEAD_SLACK, LONGEST, plain, render
from web.text.spoilers import COVER

TAGS = re.compile(r"<[^>]*>")
ALLOWED = re.compile(
    r"<(?:/?(?:p|strong|em|b|i|s|blockquote|ul|ol|li|code|pre|h3|h4|a)|br|hr"
    r'|ol start="\d+"|a href="[^"<>]*"(?: title="[^"<>]*")? rel="nofollow ugc noopener"|a rel="nofollow ugc noopener")>'
)


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("*Her* and **him**", "<p><em>Her</em> and <strong>him</strong></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("# Title", "<h3>Title</h3>"),
        ("## Title", "<h3>Title</h3>"),
        ("`code <b>`", "<p><code>code &lt;b&gt;</code></p>"),
        ("---", "<hr>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("", ""),
        ("   \n \n", ""),
    ],
)
def test_markdown_becomes_html(source, rendered):
    assert render(source).html == rendered


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("<b>bold</b> <i>slanted</i>", "<p><b>bold</b> <i>slanted</i></p>"),
        ("<strong>a</strong><em>b</em>", "<p><strong>a</strong><em>b</em></p>"),
        ("one<br>two<br/>three", "<p>one<br>two<br>three</p>"),
        ("<B>loud</B>", "<p><b>loud</b></p>"),
        ("<i>never closed", "<p><i>never closed</i></p>"),
        ("closed by nobody</i>", "<p>closed by nobody</p>"),
        (
            '<a href="https://example.org/a?b=1&c=2">there</a>',
            '<p><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">there</a></p>',
        ),
        ("`<b>` stays", "<p><code>&lt;b&gt;</code> stays</p>"),
        ("So:\n\n    <b>", "<p>So:</p>\n<pre><code>&lt;b&gt;</code></pre>"),
    ],
)
def test_the_tags_people_know_from_elsewhere_work(source, rendered):
    assert render(source).html.replace("\n</code>", "</code>") == rendered


def test_links_carry_no_weight_and_no_way_back():
    assert render("[there](https://example.org)").html == (
        '<p><a href="https://example.org" rel="nofollow ugc noopener">there</a></p>'
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    '<b onmouseover="alert(1)">b</b>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    '<a href="https://example.org" style="position:fixed" target="_blank">x</a>',
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://example.org "><img src=x onerror=alert(1)>")',
    '[x](https://example.org/"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "![x](https://evil.example/track.png)",
    "![x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    "<math><mi xlink:href='javascript:alert(1)'>x",
    "<b><script>alert(1)</b></script>",
    "`<script>`<script>alert(1)</script>",
    "<br onload=alert(1)>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;b&amp;gt;",
    "<pre></code><script>alert(1)</script>",
    "```<script>\nalert(1)\n```",
    '``` "><img src=x onerror=alert(1)>\nx\n```',
    "[a]: javascript:alert(1)\n\n[a]",
    '<a href="https://example.org/`">`<script>`</a>',
    "<!--><script>alert(1)</script>-->",
    "<form action=/accounts/logout/><button>x</button></form>",
    '<span class="spoiler-words" data-nosnippet><label><input type="checkbox"> Read</label> <span hidden>x</span></span>',
    "<mark>0</mark> ||x||",
    '<mark title="her-2013">x</mark>',
    '||<input type="text" autofocus> <label class="x">||',
    "||</span></span><script>alert(1)</script>||",
    "||[x](javascript:alert(1))||",
    '||film:her-2013"onclick="alert(1) x||',
    "||film:<script> x||",
    "@bob<script>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_but_the_small_set_comes_out(source):
    rendered = render(source)

    for part in (rendered.html, rendered.lead_html):
        tags = TAGS.findall(COVER.sub(r"\g<words>", part))
        assert [tag for tag in tags if not ALLOWED.fullmatch(tag)] == []
        hrefs = [html.unescape(href) for tag in tags for href in re.findall(r'href="([^"]*)"', tag)]
        assert [href for href in hrefs if not re.match(r"https?://|mailto:", href)] == []


@pytest.mark.parametrize("source", ["<script>alert(1)</script>", "<img src=x>", "a <u>b</u>"])
def test_other_tags_are_shown_as_they_were_typed(source):
    assert html.unescape(TAGS.sub("", render(source).html)) == source


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "*",
        "`",
        "<",
        ">",
        "> ",
        "* a\n",
        "*a_",
        "**a*",
        "[a](",
        "![",
        "<b>",
        '<a href="',
        "_a",
        "~~a",
        "- ",
        "#\n",
        "`a ",
        "](",
        "***a",
        "a\n\n",
        "<br>",
        "&lt;",
        "```\n",
        "[a]: b\n",
        "<b>\n\n",
        "> <b><i>\n\n",
        "- <b><i><em><strong>\n",
        "<b>\n***\n",
        "||a",
        "*||a*",
        "`||",
        "@a ",
    ],
)
def test_a_hundred_thousand_of_anything_end_in_time(unit):
    assert seconds_for((unit * LONGEST)[:LONGEST]) < 8


@pytest.mark.parametrize("line_end", ["\n", "\r"])
def test_many_lines_inside_many_quotations_end_in_time(line_end):
    assert seconds_for("> " * 19 + f"a{line_end}" * 49_000) < 1


def seconds_for(source: str) -> float:
    started = time.process_time()
    render(source)
    return time.process_time() - started


def test_more_lines_than_any_review_has_are_shown_as_they_were_typed():
    assert render("> *a*\n" * 10_001).html.startswith("<p>&gt; *a*\n&gt; *a*\n")
    assert render("||a||\n" * 10_001).html.count("<span hidden>a</span>") == 10_001
    assert render("> *a*\n" * 9_999).html.startswith("<blockquote>\n<p><em>a</em>\n<em>a</em>")


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="at most 100000 characters"):
        render("x" * (LONGEST + 1))


def test_a_short_text_is_its_own_lead():
    rendered = render("One line.\n\nAnother.")

    assert rendered.lead_html == rendered.html


def test_a_lead_is_the_first_paragraphs_that_fit():
    paragraphs = [f"Paragraph {number}. " + "word " * 40 for number in range(10)]

    rendered = render("\n\n".join(paragraphs))

    assert rendered.html.startswith(rendered.lead_html)
    assert LEAD_LENGTH / 2 <= len(plain(rendered.lead_html)) <= LEAD_LENGTH + LEAD_SLACK
    assert "Paragraph 0." in rendered.lead_html
    assert "Paragraph 9." not in rendered.lead_html


def test_one_long_paragraph_is_cut_at_a_word():
    rendered = render("*Everything*, for a <b>while</b> & more. " * 60)

    lead = plain(rendered.lead_html)
    assert lead.endswith(" …")
    assert len(lead) <= LEAD_LENGTH + 2
    assert plain(rendered.html).startswith(lead.removesuffix(" …"))
    assert "&amp;" in rendered.lead_html


def test_one_endless_word_is_cut_all_the_same():
    assert len(plain(render("x" * 5000).lead_html)) <= LEAD_LENGTH + 2


@pytest.mark.parametrize(
    "beginning",
    [
        "> > inner\n>\n> outer",
        "- one\n  - two\n- three",
        "1. one\n   > quoted\n   > - two",
        "<blockquote>a<blockquote>b</blockquote>c</blockquote>",
    ],
)
def test_what_stands_inside_another_is_closed_in_the_lead_too(beginning):
    lead = render(f"{beginning}\n\n{'A sentence of some length. ' * 30}").lead_html

    for tag in ("blockquote", "ul", "ol", "li", "p"):
        assert len(re.findall(rf"<{tag}\b", lead)) == lead.count(f"</{tag}>")
    assert lead.startswith(render(beginning).html)


def test_a_long_list_and_a_long_quotation_have_leads_that_are_closed():
    for source in ("\n".join(f"- point {number} of many" for number in range(200)), "> word " * 500):
        lead = render(source).lead_html

        assert len(plain(lead)) <= LEAD_LENGTH + LEAD_SLACK
        assert sorted(re.findall(r"<(\w+)>", lead)) == sorted(re.findall(r"</(\w+)>", lead))
        assert lead
