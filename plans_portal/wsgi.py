"""The WSGI application: `gunicorn --config deploy/gunicorn.conf.py`."""

import os

from django.core.wsgi import get_wsgi_application

from plans_portal.lib.call_depth import with_room

# What the portal writes is its own: the database, files, letters.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plans_portal.settings")

application = with_room(get_wsgi_application())
