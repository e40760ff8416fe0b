"""Which layout the main screen gets at which size."""

TWO_COLUMNS, THREE_COLUMNS = 110, 176


def size_classes(width: int, height: int) -> dict[str, bool]:
    """Which layout a size gets."""
    return {
        "-one": width < TWO_COLUMNS,
        "-two": TWO_COLUMNS <= width < THREE_COLUMNS,
        "-three": width >= THREE_COLUMNS,
        "-low": height < 20,
    }
