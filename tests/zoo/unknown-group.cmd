tracker relations --group NTAO
