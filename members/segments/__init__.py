"""
A saved question about members: its words (catalogue), its shape (check), its SQL (compile), its sentence.

Higher apps add words in a `segments.py` of their own, loaded at start-up: what they know about people, as one condition.
"""

from members.segments import deeds, places, traits  # noqa: F401 (the words of this app)
