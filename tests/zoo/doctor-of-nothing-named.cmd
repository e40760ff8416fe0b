tracker doctor --db ''
