"""Ends well when the site in this container answers: the container's health check."""

import http.client
import os
import sys

# A name that the site answers to: the first of ALLOWED_HOSTS.
name = os.environ.get("ALLOWED_HOSTS", "localhost").replace(",", " ").split()[0].lstrip(".*") or "localhost"
request = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
request.request("GET", "/healthz", headers={"Host": name})
sys.exit(request.getresponse().status != 200)
