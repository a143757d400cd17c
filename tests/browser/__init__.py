"""What runs in the browser, in a real one: every element of ours, on a page with a strict policy."""
