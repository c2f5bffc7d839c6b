#!/bin/sh
# Starts the portal on this machine: a database that is up to date, demo data once, the server.
set -eu
cd "$(dirname "$0")/.."

: "${DEBUG:=1}"
: "${PORTAL_DATA:=$PWD/data}"
: "${ADDRESS:=127.0.0.1:8000}"
export DEBUG PORTAL_DATA
python=.venv/bin/python

# Runs fully only where something is to do, and says so itself.
$python manage.py migrate --verbosity 0
# Makes the demo once; afterwards it only prints the accounts.
$python manage.py load_demo
echo
echo "Портал: http://$ADDRESS/    (остановить: Ctrl-C)"
echo
exec $python manage.py runserver --noreload --skip-checks --verbosity 0 "$ADDRESS"
