"""A guarded house, and the family that lives in it."""

from ...helpers.household import *
