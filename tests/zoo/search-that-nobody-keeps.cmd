tracker search --saved strikes-of-january
