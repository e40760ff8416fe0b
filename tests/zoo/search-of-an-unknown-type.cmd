tracker search panjgur --type strike_condcted
