tracker claim recall aspect=motive value=anger sorce=https://example.org/a
