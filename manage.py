#!/usr/bin/env python
"""The command line of the portal: `manage.py help` lists what it can do.

Knows where the settings are; refuses to start on nonsense in the environment, in one sentence.
"""

import os
import sys


def main() -> None:
    """Run the command that the arguments name.

    Exits with code 2 and one sentence where the environment's settings make no sense.
    """
    # What the portal writes is its own: the database, files, letters.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plans_portal.settings")
    from django.conf import settings  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        # Any setting does: the first one that is asked for reads the whole file.
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.stderr.write(f"plans portal: {error}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
