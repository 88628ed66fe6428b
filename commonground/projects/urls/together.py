"""Where are the pages of how the two sides work together?

*Source:* R84-R97, R126.
"""

from django.urls import URLPattern, path

from commonground.projects.views import charter, common_ground, matrix, working_together

HERE = "collaborations/<id:collaboration>/together/"

urlpatterns: list[URLPattern] = [
    path("common-ground/", common_ground.find, name="common_ground_find"),
    path(HERE, working_together.together, name="together"),
    path(f"{HERE}asks-for/", matrix.cell, name="cell"),
    path(f"{HERE}asks-for/choose/", matrix.choose, name="cell_choose"),
    path(f"{HERE}common-ground/", common_ground.inside, name="common_ground"),
    path(f"{HERE}charter/", charter.charter, name="charter"),
    path(f"{HERE}charter/words/", charter.word, name="charter_word"),
    path(f"{HERE}charter/adopt/", charter.adopt, name="charter_adopt"),
    path(f"{HERE}charter/rate/", charter.rate, name="charter_rate"),
]
