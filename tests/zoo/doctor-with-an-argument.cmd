tracker doctor log.db
