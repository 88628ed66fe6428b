#!/usr/bin/env python
"""Where are Django's own commands? Here; what people type is `commonground PACKAGE VERB`.

*Source:* settled questions, "Running it".
"""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.website.settings")
    execute_from_command_line(sys.argv)
