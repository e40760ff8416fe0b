tracker errata IRN PAK
