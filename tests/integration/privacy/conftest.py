"""A house with two residents, rules and guests."""

from ...helpers.household import *
