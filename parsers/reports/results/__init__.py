"""Formats of test reports, one a file; `parsers.reports.formats` has the table."""
