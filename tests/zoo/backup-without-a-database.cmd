prepare no database
tracker backup DB2
