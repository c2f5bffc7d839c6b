"""How gunicorn serves the portal: `gunicorn --config deploy/gunicorn.conf.py`.

Arguments of the command line win over what stands here, such as `--bind` and `--workers`.
"""

import gc
import os
from importlib import import_module
from pathlib import Path
from typing import Any

wsgi_app = "plans_portal.wsgi"
chdir = str(Path(__file__).resolve().parent.parent)

# A page is work for a processor, so there is one worker for each; the threads answer what is short
# while another waits for the database, and keep slow lines from holding a worker.
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
worker_class = "gthread"
threads = 4

# All is read once, before the workers are born: each answers its first request at once and shares
# with the others what it doesn't change. Therefore new code takes a restart (not HUP).
preload_app = True


def on_starting(server: Any) -> None:
    """Read the addresses, and with them all views, and keep the collector away from what is read.

    It would write its marks into every object, and so take from each worker a copy of all.
    """
    del server
    from django.conf import settings  # noqa: PLC0415 - read by the application that is preloaded

    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
