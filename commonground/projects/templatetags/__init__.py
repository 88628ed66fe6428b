"""What can the templates of collaborations say beside what every template can? Figures as they were agreed.

*Source:* the look, section 11.
"""
