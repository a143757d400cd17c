"""A house with a family, and with people who were asked."""

from ...helpers.household import *
