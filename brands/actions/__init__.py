"""Opening and changing brands, and the keys that act for them."""

from brands.actions.brands import create_brand, update_brand
from brands.actions.keys import create_key, note_key_use, revoke_key

__all__ = ["create_brand", "create_key", "note_key_use", "revoke_key", "update_brand"]
