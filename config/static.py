"""Static files for production: hashed names, compressed once, and one file each for all CSS and all JavaScript.

In development the browser reads the files as they stand; here `css/main.css` and `js/main.js` are read as what they
are, lists of files, and written as one. The style sheets keep their layers, the modules get a block each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_IMPORT = re.compile(r'@import url\("(?P<name>[\w./-]+)"\) layer\((?P<layer>[\w-]+)\);')
SCRIPT_IMPORT = re.compile(r'^import "\./(?P<name>[\w./-]+)";$', re.MULTILINE)


class BundledStorage(CompressedManifestStaticFilesStorage):
    manifest_strict = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
        """Joins the two lists, then hashes and compresses everything as the parent does."""
        if not dry_run:
            self.join(paths, "css/main.css", STYLE_IMPORT, "@layer {layer} {{\n{content}\n}}")
            self.join(paths, "js/main.js", SCRIPT_IMPORT, "{{\n{content}\n}}")
        yield from super().post_process(paths, dry_run, **options)

    def join(self, paths: dict[str, Any], listing: str, pattern: re.Pattern[str], block: str) -> None:
        """Writes the listing with every import replaced by the file it names, read from the sources."""
        if listing not in paths:
            return
        folder = listing.rsplit("/", 1)[0]
        joined = pattern.sub(
            lambda match: block.format(
                content=source(paths, f"{folder}/{match['name']}"), **match.groupdict()
            ),
            source(paths, listing),
        )
        self.delete(listing)
        self.save(listing, ContentFile(joined.encode()))
        paths[listing] = (self, listing)


def source(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
