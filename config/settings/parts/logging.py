"""Readable lines on standard error; production takes JSON on standard output."""

from config.settings import env
from core.logs import logging_for

LOGGING = logging_for(machines=False, words=env.flag("PLAZA_DEBUG", False))
