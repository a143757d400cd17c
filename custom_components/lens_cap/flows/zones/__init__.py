"""Privacy zones: the forms that draw them."""
