"""Draws pages as a scanner would give them: text and ruled tables in a Chinese font, turned a little, with noise.

render.py FONT DPI DEGREES NOISE OUT < PAGE

PAGE is text: a line is a paragraph, lines joined by `|` are rows of a ruled table, an empty line is a gap.
OUT is a .png, .jpg, .tif or .pdf; a .jp2.pdf, .jbig2.pdf, .g3.pdf or .g4.pdf holds its picture as JPEG 2000, JBIG2 or
a fax of group 3 or 4. The page is A4, half of it for ten lines or fewer. DEGREES may be more than a little: whole quarters turn the page on its side.
"""

import io
import random
import struct
import sys

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont


PAPER, INK = 238, 40


def wrapped(text, font, width, first):
    """The lines of a paragraph, the first one set in."""
    lines, line, room = [], "", width - first
    for letter in text:
        if font.getlength(line + letter) > room and letter not in "，。；：、）%":
            lines.append(line)
            line, room = letter, width
        else:
            line += letter
    return lines + [line]


class Page:
    def __init__(self, font, dpi, height):
        self.scale = dpi / 72
        self.image = Image.new("L", (round(595 * self.scale), round(height * self.scale)), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.font = font
        self.top = 60 * self.scale
        self.left, self.right = 60 * self.scale, 535 * self.scale

    def letters(self, points):
        return ImageFont.truetype(self.font, round(points * self.scale))

    def paragraph(self, text, points):
        font, indent = self.letters(points), 0
        if text.startswith("# "):
            text, font = text[2:], self.letters(points * 1.6)
        else:
            indent = 2 * points * self.scale
        for number, line in enumerate(wrapped(text, font, self.right - self.left, indent)):
            self.draw.text((self.left + (indent if number == 0 else 0), self.top), line, INK, font)
            self.top += font.size * 1.6

    def table(self, rows, points):
        font, pad = self.letters(points), 4 * self.scale
        longest = [max(font.getlength(row[col]) for row in rows) for col in range(len(rows[0]))]
        room = self.right - self.left
        widths = [max(wide, 40 * self.scale) for wide in longest]
        widths = [wide * room / sum(widths) for wide in widths]
        edges = [self.left]
        for wide in widths:
            edges.append(edges[-1] + wide)
        pen = max(1, round(0.5 * self.scale))
        start = self.top
        self.draw.line((self.left, self.top, self.right, self.top), INK, pen)
        for row in rows:
            cells = [wrapped(text, font, widths[col] - 2 * pad, 0) for col, text in enumerate(row)]
            height = max(len(lines) for lines in cells) * font.size * 1.25 + 2 * pad
            for col, lines in enumerate(cells):
                top = self.top + (height - len(lines) * font.size * 1.25) / 2
                for line in lines:
                    self.draw.text((edges[col] + pad, top), line, 20, font)
                    top += font.size * 1.25
            self.top += height
            self.draw.line((self.left, self.top, self.right, self.top), INK, pen)
        for edge in edges:
            self.draw.line((edge, start, edge, self.top), INK, pen)
        self.top += 12 * self.scale


def jpeg_2000(image):
    """The filter of a PDF, its parameters, and the picture as it takes it."""
    out = io.BytesIO()
    image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[12])
    return "/JPXDecode", "", 8, out.getvalue()


def fax(image, group):
    """The lines of a fax: what is ink is black."""
    ink = image.point(lambda grey: 255 if grey < 140 else 0).convert("1", dither=Image.Dither.NONE)
    out = io.BytesIO()
    ink.save(out, "TIFF", compression=f"group{group}", tiffinfo={278: image.height})
    tiff = Image.open(io.BytesIO(out.getvalue()))
    start, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return out.getvalue()[start : start + size]


def group_3(image):
    parms = f"/DecodeParms<</K 0/Columns {image.width}/Rows {image.height}/EndOfLine true/EndOfBlock false>>"
    return "/CCITTFaxDecode", parms, 1, fax(image, 3)


def group_4(image):
    return "/CCITTFaxDecode", f"/DecodeParms<</K -1/Columns {image.width}/Rows {image.height}>>", 1, fax(image, 4)


def jbig2(image):
    """One page with one region, whose lines are those of a fax."""
    size = struct.pack(">II", image.width, image.height)
    lines = fax(image, 4)
    segment = lambda number, kind, data: struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data
    page = segment(0, 48, size + struct.pack(">IIBH", 0, 0, 0, 0))
    return "/JBIG2Decode", "", 1, page + segment(1, 38, size + struct.pack(">IIBB", 0, 0, 0, 1) + lines)


PRESSES = {".jp2.pdf": jpeg_2000, ".jbig2.pdf": jbig2, ".g3.pdf": group_3, ".g4.pdf": group_4}


def pdf(image, dpi, name, parms, bits, data):
    """A PDF of one page that is one picture."""
    wide, high = (side * 72 / dpi for side in image.size)
    head = f"<</Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent {bits}"
    head += f"/ColorSpace/DeviceGray/Filter{name}{parms}/Length {len(data)}>>stream\n"
    content = f"{wide} 0 0 {high} 0 0 cm /p Do".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents 4 0 R/Resources<</XObject<</p 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        head.encode() + data + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))
    return bytes(out) + end


def main():
    font, dpi, degrees, noise, out = sys.argv[1:]
    lines, rows = sys.stdin.read().splitlines(), []
    page = Page(font, int(dpi), 842 if len(lines) > 10 else 421)
    for line in lines + [""]:
        if "|" in line:
            rows.append(line.split("|"))
            continue
        if rows:
            page.table(rows, 10.5)
            rows = []
        if line:
            page.paragraph(line, 12)
        else:
            page.top += 6 * page.scale
    quarters = round(float(degrees) / 90)
    image = page.image.rotate(float(degrees) - 90 * quarters, resample=Image.BICUBIC, fillcolor=PAPER)
    image = image.rotate(90 * quarters, expand=True)
    chance, noise = random.Random(7), float(noise)
    if noise:
        # A scanner blurs a little, and every place of the glass is a little off.
        image = image.filter(ImageFilter.GaussianBlur(0.25 * page.scale))
        spread = [max(-3 * noise, min(3 * noise, chance.gauss(0, noise))) for _ in range(99991)]
        grains, size = bytes(round(128 + off) for off in spread), image.width * image.height
        grains = Image.frombytes("L", image.size, (grains * (size // len(grains) + 1))[:size])
        image = ImageChops.add(image, grains, 1, -128)
    press = next((press for ending, press in PRESSES.items() if out.endswith(ending)), None)
    if press:
        with open(out, "wb") as file:
            file.write(pdf(image, int(dpi), *press(image)))
        return
    image.save(out, dpi=(int(dpi), int(dpi)), **({"resolution": float(dpi)} if out.endswith(".pdf") else {}))


main()
