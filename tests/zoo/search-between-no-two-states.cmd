tracker search panjgur --pair IRN-IRN
