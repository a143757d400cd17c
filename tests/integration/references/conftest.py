"""A house without Lens Cap."""

from ..takeover.conftest import home, sofa

__all__ = ["home", "sofa"]
