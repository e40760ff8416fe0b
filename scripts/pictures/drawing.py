"""Draws the strips of a screen as a picture: text with a monospaced font, blocks and braille as shapes."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

WIDE, HIGH, SIZE = 10, 20, 16
FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf",
    "/Library/Fonts/DejaVuSansMono{}.ttf",
    "DejaVuSansMono{}.ttf",
)
FACES = ("", "-Bold", "-Oblique", "-BoldOblique")
INK, PAPER = (216, 222, 230), (16, 21, 28)
COLOURS = 128
"""Kept of a picture: a third of the bytes, and the same to the eye."""
SCREEN = "screen"
"""The name under which a picture holds the digest of what it shows."""
Colour = tuple[int, int, int]
LEFT_EIGHTHS = "█▉▊▋▌▍▎▏"
LOWER_EIGHTHS = "▁▂▃▄▅▆▇█"
BRAILLE, DOT = 0x2800, 2
"""The first braille character, which has no dots, and half the width of a dot: not every font holds them."""
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of the dot that each bit of a braille character stands for, the lowest first."""


def fonts() -> list[ImageFont.FreeTypeFont]:
    """Plain, bold, oblique and both, from where a machine keeps them."""
    for pattern in FONTS:
        try:
            return [ImageFont.truetype(pattern.format(face), SIZE) for face in FACES]
        except OSError:
            continue
    raise SystemExit("screens: no DejaVu Sans Mono found; install it (Debian: fonts-dejavu-core)")


def picture(strips: Sequence[Strip], width: int, path: Path) -> None:
    """Write the strips of a screen to a PNG file, which holds their digest."""
    image = Image.new("RGB", (width * WIDE, len(strips) * HIGH), PAPER)
    canvas, faces = ImageDraw.Draw(image), fonts()
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            for char in segment.text:
                _cell(canvas, faces, x * WIDE, y * HIGH, char, segment.style or Style())
                x += cell_len(char)
    said = PngInfo()
    said.add_text(SCREEN, digest(strips))
    image.quantize(COLOURS).save(path, optimize=True, pnginfo=said)


def digest(strips: Sequence[Strip]) -> str:
    """The SHA-256 of the cells of a screen: by it a picture is known to show what the program shows."""
    text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
    return sha256(text.encode()).hexdigest()


def _colours(style: Style) -> tuple[Colour, Colour]:
    ink, paper = _true(style.color, INK), _true(style.bgcolor, PAPER)
    if style.dim:
        ink = ((ink[0] + paper[0]) // 2, (ink[1] + paper[1]) // 2, (ink[2] + paper[2]) // 2)
    return (paper, ink) if style.reverse else (ink, paper)


def _true(colour: Color | None, otherwise: Colour) -> Colour:
    if colour is None or colour.is_default:
        return otherwise
    true = colour.get_truecolor()
    return true.red, true.green, true.blue


def _cell(
    canvas: ImageDraw.ImageDraw, faces: list[ImageFont.FreeTypeFont], x: int, y: int, char: str, style: Style
) -> None:
    ink, paper = _colours(style)
    canvas.rectangle((x, y, x + WIDE * cell_len(char) - 1, y + HIGH - 1), fill=paper)
    shape = _shape(char)
    if BRAILLE <= ord(char) < BRAILLE + 256:
        for across, down in _dots(char):
            canvas.rectangle((x + across - DOT + 1, y + down - DOT + 1, x + across + 1, y + down + 1), fill=ink)
    elif shape is not None:
        left, top, right, bottom = shape
        canvas.rectangle((x + left, y + top, x + right - 1, y + bottom - 1), fill=ink)
    elif char.strip():
        face = faces[(1 if style.bold else 0) + (2 if style.italic else 0)]
        canvas.text((x, y + 1), char, font=face, fill=ink)
    if style.strike:
        canvas.line((x, y + HIGH // 2, x + WIDE - 1, y + HIGH // 2), fill=ink)


def _dots(char: str) -> Iterator[tuple[int, int]]:
    """The middle of each dot of a braille character in its cell."""
    for bit, (column, row) in enumerate(DOTS):
        if (ord(char) - BRAILLE) >> bit & 1:
            yield WIDE * (2 * column + 1) // 4, HIGH * (2 * row + 1) // 8


def _shape(char: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a block in its cell."""
    if char in LEFT_EIGHTHS:
        return 0, 0, WIDE * (8 - LEFT_EIGHTHS.index(char)) / 8, HIGH
    if char in LOWER_EIGHTHS:
        return 0, HIGH * (7 - LOWER_EIGHTHS.index(char)) / 8, WIDE, HIGH
    shapes = {"▕": (WIDE - 2, 0, WIDE, HIGH), "┃": (4, 0, 7, HIGH), "│": (5, 0, 6, HIGH), "─": (0, 9, WIDE, 10)}
    return shapes.get(char)
