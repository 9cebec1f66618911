"""Pictures in a folder or in a bucket: uploaded through the site's own form, served, and erased when replaced."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer

from accounts.models import Member
from tests.config.fronts import ROOT, Site, Visitor, bare_environment, list_static_files, signed_in_at
from tests.factories import a_member
from tests.pictures import a_picture

KEYS = {"S3_ACCESS_KEY": "a-key", "S3_SECRET_KEY": "a-secret"}
PRODUCTION = {"SECRET_KEY": "0123456789abcdefghij" * 3, "ALLOWED_HOSTS": "films.example.org"}
DISK = {"MEDIA_STORE": "disk"}


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A store that speaks S3, with the bucket "pictures"."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    address = f"http://127.0.0.1:{port}"
    bucket_at(address).create()
    yield address
    server.stop()


def bucket_at(address: str) -> Any:
    service = boto3.resource(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=KEYS["S3_ACCESS_KEY"],
        aws_secret_access_key=KEYS["S3_SECRET_KEY"],
    )
    return service.Bucket("pictures")


def settings_of(store: str) -> dict[str, str]:
    return {
        "MEDIA_STORE": "s3",
        "S3_BUCKET": "pictures",
        "S3_ENDPOINT": store,
        "S3_REGION": "us-east-1",
        **KEYS,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    list_static_files(folder)
    return folder


@pytest.fixture(params=["disk", "s3"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(kind: str, store: str, folder: Path, transactional_db: None) -> Iterator[Site]:
    site = Site(folder, WORKERS="1", **(settings_of(store) if kind == "s3" else DISK))
    yield site
    site.end()


def kept(kind: str, store: str, folder: Path) -> set[str]:
    """The names of all files, wherever they are."""
    if kind == "s3":
        return {file.key for file in bucket_at(store).objects.all()}
    media = folder / "media"
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def upload(visitor: Visitor, member: Member, side: int) -> str:
    picture = SimpleUploadedFile("me.png", a_picture(size=(side, side)), "image/png")
    facts = {"avatar": picture, "time_zone": "UTC", "theme": "system"}
    assert visitor.post("/settings/", facts).status == 302
    member.refresh_from_db()
    return member.avatar_src


def test_an_uploaded_picture_is_served_and_erased_when_it_is_replaced(
    kind: str, store: str, folder: Path, site: Site
) -> None:
    alice = a_member("alice")
    visitor = signed_in_at(site.port, alice)
    first = upload(visitor, alice, side=200)
    assert {
        f"avatars/{alice.avatar}-{width}.{suffix}" for width in (96, 192, 384) for suffix in ("webp", "jpg")
    } == kept(kind, store, folder)
    served = Visitor(site.port).ask(first)
    assert (served.status, served.header("Content-Type")) == (200, "image/webp")
    assert served.body[8:12] == b"WEBP"
    assert served.header("Content-Length") == str(len(served.body))
    assert "immutable" in served.header("Cache-Control")
    assert "sandbox" in served.header("Content-Security-Policy")
    assert Visitor(site.port).ask(first, "HEAD").status == 200

    former = alice.avatar
    second = upload(visitor, alice, side=220)
    assert not any(former in name for name in kept(kind, store, folder))
    assert Visitor(site.port).ask(first).status == 404
    assert Visitor(site.port).ask(second).status == 200
    assert (
        visitor.post("/settings/", {"remove_avatar": "on", "time_zone": "UTC", "theme": "system"}).status
        == 302
    )
    assert kept(kind, store, folder) == set()


def test_what_lies_in_the_bucket_may_be_served_from_there(
    store: str, folder: Path, transactional_db: None
) -> None:
    address = "https://pictures.example.org/"
    site = Site(folder, WORKERS="1", MEDIA_URL=address, **settings_of(store))
    try:
        alice = a_member("alice")
        visitor = signed_in_at(site.port, alice)
        upload(visitor, alice, side=200)
        page = visitor.visit("/@alice/")
        assert f'src="{address}avatars/{alice.avatar}-192.webp' in page.text
        assert f"img-src 'self' {address}" in page.header("Content-Security-Policy")
        file = bucket_at(store).Object(f"avatars/{alice.avatar}-192.webp").get()
        assert (file["ContentType"], file["CacheControl"]) == (
            "image/webp",
            "public, max-age=31536000, immutable",
        )
    finally:
        site.end()


def test_a_store_that_is_away_is_said_to_be_busy_and_pages_keep_working(
    folder: Path, transactional_db: None
) -> None:
    site = Site(folder, WORKERS="1", **settings_of("http://127.0.0.1:9"))
    try:
        alice = a_member("alice")
        visitor = signed_in_at(site.port, alice)
        picture = SimpleUploadedFile("me.png", a_picture(), "image/png")
        answer = visitor.post("/settings/", {"avatar": picture, "time_zone": "UTC", "theme": "system"})
        assert (answer.status, answer.header("Retry-After")) == (503, "5")
        assert visitor.visit(f"/media/avatars/{'0' * 32}-192.webp").status == 503
        alice.refresh_from_db()
        assert alice.avatar == ""
        assert visitor.visit("/@alice/").status == 200
    finally:
        site.end()


def ask_settings(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import config.settings, sys; {code}"],
        cwd=ROOT,
        env=bare_environment(**PRODUCTION, **environment),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_library_of_the_bucket_is_loaded_only_where_one_is_set(store: str) -> None:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; import config.wsgi; "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "from django.core.files.storage import default_storage; default_storage.exists('x'); "
        "print('botocore' in sys.modules)"
    )
    database = {"DATABASE_URL": "postgresql:///none"}
    assert ask_settings(code, **database).stdout.split() == ["False"]
    assert ask_settings(code, **database, **settings_of(store)).stdout.split() == ["True"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"MEDIA_STORE": "tape"}, "MEDIA_STORE must be one of disk, s3, not “tape”."),
        ({"MEDIA_STORE": "s3"}, "S3_BUCKET must be set to the name of the bucket"),
    ],
)
def test_a_store_that_makes_no_sense_is_refused_with_a_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    started = ask_settings("", **environment)
    assert started.returncode != 0
    assert sentence in started.stderr
