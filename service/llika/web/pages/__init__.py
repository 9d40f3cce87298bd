"""Answers as pages: templates, the words in them, what a template can ask for, and how a page is cited."""
