tracker state IRN Iran
