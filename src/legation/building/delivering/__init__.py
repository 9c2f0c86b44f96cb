"""Sending what was issued by mail, to each recipient once."""
