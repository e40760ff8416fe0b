tracker doctor --db '~nobody-4711/log.db'
