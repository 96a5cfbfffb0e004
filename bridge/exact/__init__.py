"""The exact evaluator: core terms, literally, over exact numbers. Shares no code with `lower`."""
