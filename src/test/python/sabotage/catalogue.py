"""Every sabotage, by its name. Where one stays green, a gate has no teeth; docs/sabotages.md lists them all."""

from of_arrays import OF_ARRAYS
from of_models import OF_MODELS

SABOTAGES = {**OF_ARRAYS, **OF_MODELS}
