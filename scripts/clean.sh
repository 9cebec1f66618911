#!/bin/sh
# Stops the embedded database; then, after asking (YES=1 answers), removes .venv and .data.
cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python

if test -d .data/postgres && test -x $python; then
    DEBUG=1 DATABASE_URL='' $python manage.py db stop || exit 1
fi

if test -z "$YES"; then
    printf 'Remove .venv and .data, with the database, the pictures and the secrets in it? Type “yes”: '
    read -r answer
    test "$answer" = yes || { echo "Nothing was removed."; exit 0; }
fi

if test -d .data/postgres && test -x $python; then
    DEBUG=1 DATABASE_URL='' $python manage.py db erase --yes || exit 1
fi
rm -rf .venv .data
echo "Removed .venv and .data."
