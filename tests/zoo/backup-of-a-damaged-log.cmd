prepare damaged
tracker backup DB2
