tracker search panjgur --form 2024-01
