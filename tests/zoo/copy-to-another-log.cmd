tracker --db DB2 import --log logs/good.jsonl
tracker copy DB2 DB
