"""What Lens Cap does inside a real Home Assistant, folder by folder as the package has them."""
