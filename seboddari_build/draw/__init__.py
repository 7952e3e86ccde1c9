"""Drawings that web pages, share cards and the booklet have in common: frozen values in, SVG text out."""
