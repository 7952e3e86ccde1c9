"""The web site: views and prose -> HTML, style sheets, fonts, downloads."""
