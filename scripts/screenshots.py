"""Takes the pictures of the README from a running demo: `make run` in one terminal, `make screenshots` in another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Error, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SITE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
WIDTH = 1280
PAGES = {"film.png": ("/film/her-2013/", 900), "review.png": ("/@mira/film/her-2013/", 1300)}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        page = browser.new_page(color_scheme="dark")
        for name, (path, height) in PAGES.items():
            page.set_viewport_size(ViewportSize(width=WIDTH, height=height))
            try:
                page.goto(SITE + path, wait_until="networkidle")
            except Error:
                sys.exit(f"Nothing answers at {SITE}. Start the site with `make run` first.")
            page.screenshot(path=FOLDER / name)
            print(f"{FOLDER.name}/{name}")
        browser.close()


if __name__ == "__main__":
    main()
