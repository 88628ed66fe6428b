"""Where are the pages of trust: the pulse, what two organisations share, the area?

*Source:* R54.
"""

from django.urls import URLPattern, path

from commonground.projects.views import pulse, together

HERE = "collaborations/<id:collaboration>/pulse/"

urlpatterns: list[URLPattern] = [
    path(HERE, pulse.pulse, name="pulse"),
    path(f"{HERE}answer/", pulse.answer, name="pulse_answer"),
    path("trust/", pulse.trust, name="trust"),
    path("partners/", together.partners, name="partners"),
    path("partners/<id:organisation>/", together.partner, name="partner"),
]
