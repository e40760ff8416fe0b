tracker copy DB2 DB3
