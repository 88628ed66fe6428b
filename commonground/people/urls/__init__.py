"""Where is each page of people and organisations? One file a noun.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver, include, path

from commonground.people.urls import glossary, merging, organisations, profiles, signing_in, you

pages: list[URLPattern] = [
    *organisations.urlpatterns,
    *profiles.urlpatterns,
    *glossary.urlpatterns,
    *merging.urlpatterns,
    *you.urlpatterns,
    *signing_in.own,
]
urlpatterns: list[URLPattern | URLResolver] = [*signing_in.urlpatterns, path("", include((pages, "people")))]
