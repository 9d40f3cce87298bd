"""What the dataset knows: collections, things, the ontology, search, and all of it as files."""
