"""What the household configured."""
