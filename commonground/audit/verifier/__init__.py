"""What does a partner run? A program of one file that knows nothing of this software.

*Source:* issue "Dare to Share", audit.
"""
