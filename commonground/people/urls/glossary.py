"""Where is the glossary?

*Source:* R77, R87.
"""

from django.urls import URLPattern, path

from commonground.people.views import glossary

urlpatterns: list[URLPattern] = [
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/new/", glossary.add, name="term_add"),
    path("glossary/<id:term>/", glossary.change, name="term"),
    path("glossary/<id:term>/take-out/", glossary.retire, name="term_retire"),
]
