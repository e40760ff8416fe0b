tracker accounts IRN Nowhereland
