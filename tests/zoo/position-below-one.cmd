tracker state IRN PAK --position -1
