"""Carries out the sabotage that SABOTAGE names, in every process of an experiment. Python imports this by itself."""

import os
import sys
from importlib.machinery import PathFinder

from catalogue import SABOTAGES

CHOSEN = SABOTAGES[os.environ["SABOTAGE"]]


class After:
    """Lets the module load as always, and changes it afterwards."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path, target) if name == CHOSEN.module else None
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            CHOSEN.change(module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, After)
