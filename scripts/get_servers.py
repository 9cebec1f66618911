"""Makes sure that the programs named on the command line are on this machine, or fails with a sentence.

For instance: nginx and pgbouncer, which tests put in front of the site, and wrk, which measures it.
"""

import os
import shutil
import sys

from packages import INSTALLERS, install

FOLDERS_OF_SERVERS = "/usr/local/sbin:/usr/sbin:/sbin"  # not everybody's PATH has them


def main(names: list[str]) -> None:
    missing = [name for name in names if not path_of(name)]
    if missing:
        install(" and ".join(missing), {manager: [[name] for name in missing] for manager in INSTALLERS})
    missing = [name for name in missing if not path_of(name)]
    if missing:
        sys.exit(
            f"{' and '.join(missing)} could not be found or installed here. "
            "Install with your system's package manager what is to be tested or measured with it."
        )


def path_of(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{FOLDERS_OF_SERVERS}")


if __name__ == "__main__":
    main(sys.argv[1:])
