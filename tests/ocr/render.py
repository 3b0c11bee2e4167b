"""Draws pages as a scanner would give them: text and ruled tables in a Chinese font, turned a little, with noise.

render.py FONT DPI DEGREES NOISE OUT < PAGE

PAGE is text: a line is a paragraph, lines joined by `|` are rows of a ruled table, an empty line is a gap.
OUT is a .png, .jpg, .tif or .pdf; the page is A4.
"""

import random
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
    def __init__(self, font, dpi):
        self.scale = dpi / 72
        self.image = Image.new("L", (round(595 * self.scale), round(842 * self.scale)), PAPER)
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


def main():
    font, dpi, degrees, noise, out = sys.argv[1:]
    page, rows = Page(font, int(dpi)), []
    for line in sys.stdin.read().splitlines() + [""]:
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
    image = page.image.rotate(float(degrees), resample=Image.BICUBIC, fillcolor=PAPER)
    chance, noise = random.Random(7), float(noise)
    if noise:
        # A scanner blurs a little, and every place of the glass is a little off.
        image = image.filter(ImageFilter.GaussianBlur(0.25 * page.scale))
        spread = [max(-3 * noise, min(3 * noise, chance.gauss(0, noise))) for _ in range(99991)]
        size = image.width * image.height
        grains = bytes(round(128 + spread[at % 99991]) for at in range(size))
        grains = Image.frombytes("L", image.size, grains)
        image = ImageChops.add(image, grains, 1, -128)
    image.save(out, dpi=(int(dpi), int(dpi)), **({"resolution": float(dpi)} if out.endswith(".pdf") else {}))


main()
