"""What does the web server call?

*Source:* settled questions, "Running it".
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.website.settings")
application = get_wsgi_application()
