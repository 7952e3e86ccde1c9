"""The site plan as an index that the reader's browser searches: words, titles, no texts."""
