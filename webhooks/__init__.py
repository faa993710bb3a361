"""HTTP in, jobs out: verify a delivery, decide where to look, record it durably, answer."""
