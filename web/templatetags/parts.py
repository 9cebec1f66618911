"""The parts of pages as tags of Django's templates, and `url` and `static` of which the same words are settled once."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import defaulttags
from django.template.base import FilterExpression, Node, Parser, Token, Variable
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString

from web import markup, parts

register = template.Library()


class Settled(Node):
    """Renders its node once for all pages."""

    def __init__(self, node: Node) -> None:
        self.node, self.text = node, ""

    def render(self, context: template.Context) -> SafeString:
        self.text = self.text or self.node.render(context)
        return SafeString(self.text)


def is_constant(expression: FilterExpression) -> bool:
    return not isinstance(expression.var, Variable) and not expression.filters


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """As Django's; the address of a file that is named outright is looked up once."""
    node = StaticNode.handle_token(parser, token)
    return Settled(node) if node.varname is None and is_constant(node.path) and not settings.DEBUG else node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """As Django's; an address that needs nothing of the page is looked up once."""
    node = defaulttags.url(parser, token)
    is_settled = node.asvar is None and not node.args and not node.kwargs and is_constant(node.view_name)
    return Settled(node) if is_settled else node


for tag in (
    markup.icon,
    markup.linked_data,
    markup.stars,
    markup.day,
    markup.moment,
    markup.links,
    markup.cast,
    markup.avatar,
    markup.poster,
):
    register.simple_tag(tag)


@register.simple_tag(takes_context=True)
def part(context: template.Context, which: str, **named: Any) -> SafeString:
    """A part of its own template (web/parts.py), which knows what it is given here and the token for its forms."""
    return parts.rendered(which, csrf_token=context.get("csrf_token"), **named)
