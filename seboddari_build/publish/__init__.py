"""Finished artifacts become the published site, all at once or not at all."""
