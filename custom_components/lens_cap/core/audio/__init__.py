"""When sound passes: requests, confirmations, grants, and what ends them."""
