"""Opening a log: a file of an earlier format is brought to this one, and rows that another release derived remade."""

from tracker.application.store.address import Address
from tracker.application.store.reader import Reader


def current_reader(address: Address) -> Reader:
    """A reader of a log that is of this format and release; it is to be closed. BadInput where there is no log."""
    reader = Reader(address)
    if reader.current:
        return reader
    reader.close()
    from tracker.application.verify import ensure_current

    ensure_current(address)
    return Reader(address)
