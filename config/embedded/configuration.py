"""How the embedded server is set up: what initdb is told, and the part of its configuration that is ours."""

import locale
import os
from pathlib import Path

PORT = 5432  # the name of the socket's file; nothing listens on the network
SUPERUSER = "postgres"
MEGABYTE = 2**20

MANAGED = """# Written anew at every start. Settings of your own belong into local.conf, beside this file.
listen_addresses = ''
port = {port}
unix_socket_directories = {socket}
unix_socket_permissions = 0700
cluster_name = 'houselights'
shared_buffers = '{shared}MB'
effective_cache_size = '{cache}MB'
maintenance_work_mem = '64MB'
work_mem = '8MB'
random_page_cost = 1.1
wal_compression = on
jit = off
shared_preload_libraries = '{libraries}'
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = '500ms'
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_truncate_on_rotation = on
include_if_exists = 'local.conf'
"""


def managed(socket: Path, libraries: list[str]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    return MANAGED.format(
        port=PORT,
        socket=quoted_folder(socket),
        shared=max(16, min(256, memory // 8)),
        cache=max(64, memory // 2),
        libraries=", ".join(libraries),
    )


def quoted_folder(folder: Path) -> str:
    """The folder as one element of a list of folders: quotes for the list within quotes for the file."""
    element = '"' + str(folder).replace('"', '""') + '"'
    return "'" + element.replace("\\", "\\\\").replace("'", "''") + "'"


def initdb_options(major: int) -> list[str]:
    """Text sorts by code point, the same on every machine; case and trigrams know every script."""
    options = ["--username", SUPERUSER, "--encoding", "UTF8", "--auth", "trust", "--data-checksums"]
    if major >= 17:
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    # pg_trgm asks the C library which characters are letters, whatever the provider
    return [*options, "--locale", "C", "--lc-ctype", _unicode_locale()]


def _unicode_locale() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
        return "C.UTF-8"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
