"""A house with two residents whose rules name this and that."""

from ...helpers.household import *
