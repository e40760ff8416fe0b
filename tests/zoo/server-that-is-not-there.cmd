tracker --db postgresql://desk:s3cret@127.0.0.1:1/log state IRN PAK
