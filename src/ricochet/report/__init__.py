"""10: findings -> SVG, HTML, JSON, CSV. Pure strings and bytes."""
