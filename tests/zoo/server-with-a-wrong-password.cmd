tracker --db WRONGPASSWORD state IRN PAK
