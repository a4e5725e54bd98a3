"""Gives schemathesis the identifiers of what the instance holds: what it invents would only ever be not found.

Most of the time, so that what is not found is walked too.
"""

import json
import os
import random
import urllib.request

import schemathesis

ADDRESS = os.environ["MAILLAGE_WALKED"]
TOKEN = os.environ["MAILLAGE_TOKEN"]
SHEETS = {}


def asked(path):
    request = urllib.request.Request(ADDRESS + path, headers={"authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def known(path):
    """The identifiers that the list of a path holds: `/api/v1/projects/{id}/needs` is asked at `/api/v1/projects`."""
    base = path.split("/{")[0]
    if base not in SHEETS:
        try:
            items = next((value for value in asked(base).values() if isinstance(value, list)), [])
        except (OSError, ValueError, AttributeError):
            items = []
        keys = [item.get("id") or item.get("key") for item in items if isinstance(item, dict)]
        SHEETS[base] = [key for key in keys if key]
    return SHEETS[base]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    names = [name for name in ("id", "key", "record") if name in (path_parameters or {})]
    if names and random.random() < 0.8:
        path = "/api/v1/projects" if names[0] == "record" else context.operation.path
        found = known(path)
        if found:
            path_parameters[names[0]] = random.choice(found)
    return path_parameters
