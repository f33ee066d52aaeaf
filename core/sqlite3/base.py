"""Django's SQLite backend, with PostgreSQL's ranges of whole numbers.

SQLite itself holds 64 bits in every whole number. Left at that, the embedded install would take a number that the served
one refuses, and the published API would state another limit on each.
"""

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations


class DatabaseOperations(SQLiteOperations):
    integer_field_range = BaseDatabaseOperations.integer_field_range


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
