tracker state IRN PAK --account Persia-on-Sea
