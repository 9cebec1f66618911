"""Django's PostgreSQL, for servers that end, restart and change roles while the site runs."""
