"""From core terms to array programs: evaluation into index notation, then axes."""
