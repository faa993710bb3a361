"""State in, JSON in GitHub's shape out; one noun per file."""
