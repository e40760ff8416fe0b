tracker new --reader 'two words'
