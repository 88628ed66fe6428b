"""Where are pages with a course of their own: each side's words, reviews, stopping, publishing, the guide?

*Source:* R52.
"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
