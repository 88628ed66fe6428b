"""The look: base templates, components, form rendering, tags for marks and drawings, error pages, static files.

Knows nothing of any other package except `groundwork`; everything that it shows is handed to it as data.

*Source:* docs/start-here.md.
"""
