"""Tags in addresses: one word of the path each, whatever signs they have."""

import re

from reviews.models.entries import LONGEST_TAG

# What servers, proxies and browsers would take for something else, even where it is written with %.
SIGNS = re.compile(r"[/\\%+~]|^\.{1,2}$")
SAID = re.compile("~(2f|5c|25|2b|7e|2e)")


class TagConverter:
    """Blanks are written as +, signs with a meaning in addresses as ~ and their number: 50/50 best is 50~2f50+best."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        tag = SAID.sub(lambda found: chr(int(found[1], 16)), value.replace("+", " "))
        if len(tag) > LONGEST_TAG:
            raise ValueError(value)
        return tag

    def to_url(self, value: object) -> str:
        said = SIGNS.sub(lambda found: "".join(f"~{ord(sign):02x}" for sign in found[0]), str(value))
        return said.replace(" ", "+")
