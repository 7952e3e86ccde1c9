"""How fast a build is, measured against Hugo on the same corpus: ``python -m tests.bench``."""
