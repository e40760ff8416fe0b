tracker new --since 9999
