tracker replay base
