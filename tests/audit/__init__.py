"""What Lighthouse says of the real event's pages, held against our goals: ``python -m tests.audit``."""
