"""How private a camera is, and who may change that."""
