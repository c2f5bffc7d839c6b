"""How gunicorn serves the portal: `gunicorn --config deploy/gunicorn.conf.py`.

Arguments of the command line, such as `--bind` and `--workers`, win over this file.
"""

import gc
import os
from importlib import import_module
from pathlib import Path
from typing import Any

wsgi_app = "plans_portal.wsgi"
chdir = str(Path(__file__).resolve().parent.parent)

# A page needs a processor, so there is one worker for each; its threads answer short requests while
# another waits for the database, and keep slow clients from holding a worker.
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
worker_class = "gthread"
threads = 4

# Everything is imported once, before the workers start: each answers its first request at once and
# shares unchanged memory with the others. Therefore new code needs a restart (not HUP).
preload_app = True


def on_starting(server: Any) -> None:
    """Import all views, and keep the garbage collector away from what is imported.

    It would write into every object, so that each worker gets a copy of all of them.
    """
    del server
    from django.conf import settings  # noqa: PLC0415 - read by the application that is preloaded

    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
