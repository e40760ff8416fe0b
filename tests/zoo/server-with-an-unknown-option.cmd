tracker --db postgresql://desk:s3cret@host/log?passwrod=s3cret state IRN PAK
