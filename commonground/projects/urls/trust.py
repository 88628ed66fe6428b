"""Where are the pages of trust: the pulse, what two organisations share, the area, the four aims?

*Source:* R54.
"""

from django.urls import URLPattern, path

from commonground.projects.views import aims, pulse, together

HERE = "collaborations/<id:collaboration>/pulse/"

urlpatterns: list[URLPattern] = [
    path(HERE, pulse.pulse, name="pulse"),
    path(f"{HERE}answer/", pulse.answer, name="pulse_answer"),
    path("trust/", pulse.trust, name="trust"),
    path("aims/", aims.aims, name="aims"),
    path("partners/", together.partners, name="partners"),
    path("partners/<id:organisation>/", together.partner, name="partner"),
]
