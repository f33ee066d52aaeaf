"""How long a hand-off may take, and how often it is tried: the same for notices and for letters to addresses."""

import datetime as dt

# Twice the longest wait for a mail server, and short enough that work is resumed within a minute of a kill.
LEASE = dt.timedelta(seconds=40)
BATCH = 50
MAX_ATTEMPTS = 6
FIRST_RETRY = dt.timedelta(seconds=30)
