"""Pictures in a bucket of any store that speaks S3. Imported only where one is set: its library takes 25 MB of memory."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from web.pictures import FOR_GOOD, StoreIsAway

NOT_FOUND = 404


class Bucket(Storage):
    """Whoever saves names the file by its content, so that a name is never taken. One client serves all threads.

    Every wait has an end: a store that does not answer, or refuses, is a StoreIsAway.
    """

    def __init__(
        self, *, name: str, endpoint: str = "", region: str = "", access_key: str = "", secret_key: str = ""
    ) -> None:
        self.bucket = name
        self.client = botocore.session.Session().create_client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=region or None,
            aws_access_key_id=access_key or None,
            aws_secret_access_key=secret_key or None,
            config=Config(
                connect_timeout=3,
                read_timeout=10,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": "path" if endpoint else "auto"},
                # Stores other than Amazon's do not know the checksums that are sent by default.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def exists(self, name: str) -> bool:
        try:
            with answering(name):
                self.client.head_object(Bucket=self.bucket, Key=name)
        except FileNotFoundError:
            return False
        return True

    def delete(self, name: str) -> None:
        with answering(name):
            self.client.delete_object(Bucket=self.bucket, Key=name)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """The whole content at once, so that nothing can fail while it is being sent."""
        with answering(name):
            return ContentFile(self.client.get_object(Bucket=self.bucket, Key=name)["Body"].read(), name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with answering(name):
            self.client.put_object(
                Bucket=self.bucket,
                Key=name,
                Body=content.read(),
                ContentType=mimetypes.guess_type(name)[0] or "application/octet-stream",
                CacheControl=FOR_GOOD,
            )
        return name


@contextmanager
def answering(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as problem:
        if problem.response["ResponseMetadata"]["HTTPStatusCode"] == NOT_FOUND:
            raise FileNotFoundError(name) from problem
        raise StoreIsAway(str(problem)) from problem
    except BotoCoreError as problem:
        raise StoreIsAway(str(problem)) from problem
