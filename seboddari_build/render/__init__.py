"""Site plan -> finished files: renderers that do not know each other, over the theme and typeface that they share."""
