"""The interface described in OpenAPI: its operations, what they answer, and what their JSON looks like."""
