# PgBouncer as Debian has it, for docker-compose.scale.yml.

FROM debian:13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends pgbouncer \
    && rm -rf /var/lib/apt/lists/*
COPY pgbouncer.ini /etc/pgbouncer/pgbouncer.ini
USER postgres
EXPOSE 6432
# The password comes when it starts, and is in no image.
CMD ["sh", "-c", "printf '\"houselights\" \"%s\"\\n' \"$DATABASE_PASSWORD\" > /tmp/userlist.txt && exec pgbouncer /etc/pgbouncer/pgbouncer.ini"]
