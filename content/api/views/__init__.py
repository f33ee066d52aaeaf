"""REST of what people write."""
