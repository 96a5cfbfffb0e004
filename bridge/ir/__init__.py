"""Array programs: a closed set of primitives under their Array API names, checked and printed."""
