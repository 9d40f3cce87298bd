"""Saved queries over HTTP: which page, in which format, the form, and lines to ask them from elsewhere."""
