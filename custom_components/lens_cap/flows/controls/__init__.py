"""A camera's own controls: the forms that choose, try and pick them."""
