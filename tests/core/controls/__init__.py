"""The table of controls, and the plan of what to tell them."""
