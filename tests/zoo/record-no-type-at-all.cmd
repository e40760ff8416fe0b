tracker record
