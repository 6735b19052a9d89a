"""A first reading of a plan: its targets, what only looks like one and why, its promises in words, and what a person must decide."""
