tracker show reader:ada
