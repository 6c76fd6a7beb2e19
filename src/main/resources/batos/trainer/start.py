"""Starts a trainer: `start.py MODULE FOLDER`.

The module is imported when the job's log is open, so that a package that is missing is told there.
"""
import importlib
import sys

from job import run

run(lambda job: importlib.import_module(sys.argv[1]).train(job))
