"""The search: its words, its answers to a set of queries, what it costs."""
