#!/bin/sh
# Starts the replica of docker-compose.scale.yml; the first time it copies the primary. Half a copy is no copy.
set -eu
draft="$PGDATA.draft"

copy() {
    rm -rf "$draft"
    PGPASSWORD="$DATABASE_PASSWORD" pg_basebackup --host "$PRIMARY" --username replicator --pgdata "$draft" \
        --wal-method stream --checkpoint fast --slot replica --write-recovery-conf
}

if ! test -d "$PGDATA"; then
    until copy; do
        echo "The primary could not be copied yet." >&2
        sleep 2
    done
    chmod 700 "$draft"
    mv "$draft" "$PGDATA"
fi
exec postgres "$@"
