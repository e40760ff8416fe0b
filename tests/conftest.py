"""What all tests share: how long and how loudly hypothesis searches."""

from hypothesis import settings

# No deadline: the tests share the machine, and a slow example is no fault. The blob repeats a failure elsewhere.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
