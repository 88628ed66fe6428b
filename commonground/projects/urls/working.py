"""Where are the pages of everyday work: the list, one collaboration, its steps, answers, people, history?

*Source:* R52.
"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
