"""HTTP itself, whatever is served: what a request says and prefers, and what every answer passes through."""
