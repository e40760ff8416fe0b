tracker relations --within
