"""The floor: what a page costs when it is nothing but a page. Every figure of Plaza is a multiple of it."""
