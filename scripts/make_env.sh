#!/bin/sh
# Writes .env for docker-compose.yml, with new secrets. Never replaces one that is there.
# sh scripts/make_env.sh films.example.org    for a site of that name, behind a front that speaks https
# sh scripts/make_env.sh                      for a look at it on this machine, at http://localhost:8000
set -eu
cd "$(dirname "$0")/.."

random_text() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

if test -e .env; then
    echo ".env is there already, and its secrets are needed: the database was made with them." >&2
    exit 1
fi
if test $# -gt 0; then
    names="$1" address="https://$1" https=yes fronts=1
else
    names="localhost,127.0.0.1" address="http://localhost:8000" https=no fronts=0
fi

umask 077
cat > .env <<END
# Secrets: keep this file to yourself. .env.example says what else can be set here.
SECRET_KEY=$(random_text 40)
DATABASE_PASSWORD=$(random_text 24)
ALLOWED_HOSTS=$names
CSRF_TRUSTED_ORIGINS=$address
HTTPS=$https
TRUSTED_PROXY_COUNT=$fronts
END
echo "Wrote .env. Next: docker compose up --detach"
