tracker --db postgresql://desk:s3cr@t@host/log state IRN PAK
