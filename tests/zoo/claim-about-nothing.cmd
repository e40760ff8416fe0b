tracker claim recall by=someone
