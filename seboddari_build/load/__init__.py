"""content/ and site.yaml -> model; the only code that reads content."""
