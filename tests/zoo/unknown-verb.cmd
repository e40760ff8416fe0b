tracker stat IRN PAK
