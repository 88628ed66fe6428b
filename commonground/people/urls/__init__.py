"""Where is each page of people and organisations? One file a noun.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver, include, path

from commonground.people.urls import (
    areas,
    conduct,
    glossary,
    handovers,
    joining,
    logos,
    matrix,
    memberships,
    merging,
    organisations,
    own_data,
    posts,
    profiles,
    programmes,
    signing_in,
    strategy,
    workgroups,
    you,
)

pages: list[URLPattern] = [
    *organisations.urlpatterns,
    *joining.urlpatterns,
    *memberships.urlpatterns,
    *conduct.urlpatterns,
    *posts.urlpatterns,
    *profiles.urlpatterns,
    *glossary.urlpatterns,
    *matrix.urlpatterns,
    *merging.urlpatterns,
    *handovers.urlpatterns,
    *own_data.urlpatterns,
    *you.urlpatterns,
    *areas.urlpatterns,
    *workgroups.urlpatterns,
    *programmes.urlpatterns,
    *logos.urlpatterns,
    *strategy.urlpatterns,
    *signing_in.own,
]
urlpatterns: list[URLPattern | URLResolver] = [*signing_in.urlpatterns, path("", include((pages, "people")))]
