tracker new --since yesterday
