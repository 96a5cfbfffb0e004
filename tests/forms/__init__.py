"""How theorems become claims."""
