"""Databases of our own on a PostgreSQL that is already there: BENCH_POSTGRES, by default the local one."""

import os
from urllib.parse import urlsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 (a class, named like a variable)

from bench.meter import parent_of

SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
PLAZA, FLOOR = "plaza_bench", "plaza_bench_floor"


def url(database: str) -> str:
    return f"{SERVER}/{database}"


def connect(database: str = "postgres") -> Connection:
    opened = psycopg2.connect(url(database))
    opened.autocommit = True
    return opened


def fresh(database: str) -> None:
    with connect().cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database}"')


def drop(*databases: str) -> None:
    with connect().cursor() as cursor:
        for database in databases:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def postmaster() -> int:
    """The parent of our own back-end. Only a server on this machine has its CPU counted."""
    if urlsplit(SERVER).hostname not in ("127.0.0.1", "localhost", None):
        return 0
    with connect().cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(cursor.fetchone()[0]) or 0
