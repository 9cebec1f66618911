#!/bin/sh
# Runs once in the database container of docker-compose.yml: the site's own role, which owns its database and no more.
# The superuser has no password from then on, so it comes in from that container only.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" <<'END'
CREATE ROLE houselights LOGIN PASSWORD :'password';
CREATE DATABASE houselights OWNER houselights;
ALTER ROLE postgres PASSWORD NULL;
END
