#!/bin/sh
# Everything that can be said about the code without running it. All checks run; the first that fails is not the last.
cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python
failed=""

check() {
    name="$1"
    shift
    printf '%s … ' "$name"
    if output="$("$@" 2>&1)"; then
        echo "good"
    else
        printf 'not good\n%s\n\n' "$output"
        failed="$failed, $name"
    fi
}

secret="$($python -c 'import secrets; print(secrets.token_urlsafe(50))')"

check "format" $python -m ruff format --check .
check "lint" $python -m ruff check .
check "types" $python -m mypy
check "import contracts" .venv/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
check "migrations" env DATABASE_POOL_SIZE=0 $python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
check "settings of production" env DEBUG=0 SECRET_KEY="$secret" ALLOWED_HOSTS=films.example.org \
    $python manage.py check --deploy --fail-level WARNING

test -z "$failed" && exit 0
echo "Not good: ${failed#, }"
exit 1
