"""The queue of background work stays out of the admin, which holds reference data only."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
