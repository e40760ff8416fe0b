tracker copy DB https://example.org/log
