"""Formats of coverage reports, one a file; `parsers.reports.formats` has the table."""
