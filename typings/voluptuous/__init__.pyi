"""Home Assistant aliases voluptuous to probatio at run time; this says so to the type checker."""

from probatio import *
