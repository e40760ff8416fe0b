prepare a trigger added on a server
tracker --db ATSERVER retract crisis-001 --reason 'a slip'
