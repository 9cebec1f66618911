#!/bin/sh
# Runs once in the primary of docker-compose.scale.yml: the role that its replica copies it with, and a slot that keeps for
# the replica what it has not copied yet.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" <<'END'
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica') \g /dev/null
END
echo "host replication replicator all scram-sha-256" >> "$PGDATA/pg_hba.conf"
