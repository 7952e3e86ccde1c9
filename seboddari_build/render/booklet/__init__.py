"""The printed proceedings: page views -> Typst -> PDF."""
