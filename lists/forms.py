"""What people say of lists."""

from __future__ import annotations
