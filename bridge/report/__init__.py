"""Results for people and machines: terminal tables, JSON, GitHub annotations, SARIF."""
