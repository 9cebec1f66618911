"""The floor: our most visited pages written by hand, on the same tables, as quick as Python and PostgreSQL allow."""
