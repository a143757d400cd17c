"""Single pictures: asked for, decoded, covered and handed out."""
