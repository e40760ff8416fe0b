prepare trigger added
tracker state IRN PAK
