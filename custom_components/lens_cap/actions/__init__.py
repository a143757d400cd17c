"""The actions of Lens Cap, by what they are about."""
