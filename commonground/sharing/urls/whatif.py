"""Where is the page that answers what would be if?

*Source:* docs/start-here.md.
"""

from django.urls import path

from commonground.sharing.views import whatif

urlpatterns = [path("shared/what-if/", whatif.what_if, name="what_if")]
