"""The event as frozen values: what editors wrote, read and typed, in plain text."""
