"""Common Ground: police and private security run a collaboration together, and measure what it achieved."""
