"""Convergence: where migration processes of the Americas agree, and what became of what they recommended."""
