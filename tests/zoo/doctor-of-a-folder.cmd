tracker doctor --db .
