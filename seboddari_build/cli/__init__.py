"""Commands: parse arguments, print, set exit codes; the only room that does."""
