tracker search panjgur --min-grade good
