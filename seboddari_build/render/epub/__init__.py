"""E-books: one EPUB of each language, from the views of the web pages."""
