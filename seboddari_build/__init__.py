"""Seboddari: a bilingual static site generator for conference proceedings."""

__version__ = "0.1.0"
