prepare trigger added
tracker backup DB2
