tracker search '...'
