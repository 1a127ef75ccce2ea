"""The studio's face: the page, its API, and everything that keeps both safe and quick."""
