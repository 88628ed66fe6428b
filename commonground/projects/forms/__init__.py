"""What may be typed? `working` holds the forms of everyday work, `special` those of pages with a course of their own.

Forms know words and choices that they are given, never the database.

*Source:* the house, "Rooms"; R52.
"""
