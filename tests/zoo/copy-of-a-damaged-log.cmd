prepare damaged
tracker copy DB DB2
