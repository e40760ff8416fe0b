tracker assess recall aspect=motive
