"""The SPARQL endpoint: its protocol, its graphs, its page, and what the service says of itself."""
