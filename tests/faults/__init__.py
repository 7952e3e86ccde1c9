"""Whatever the machine does to a build: the old site or the new one, a clear message, and the next build is right."""
