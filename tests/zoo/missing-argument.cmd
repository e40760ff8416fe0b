tracker state IRN
