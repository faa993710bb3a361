"""Bytes in, values out: documents become claims, reports become totals. No I/O, no clock, no GitHub."""
