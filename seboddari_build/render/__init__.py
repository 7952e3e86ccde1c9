"""Site plan -> finished files: web today; booklet, feeds and search index are to stand beside it."""
