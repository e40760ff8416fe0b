tracker state IRN PAK --known-at soon
