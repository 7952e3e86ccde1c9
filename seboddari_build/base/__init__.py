"""What every other room stands on: positions, problems, languages, the memo store."""
