"""The report in Markdown: each line is printed as it comes, and kept for docs/benchmarks.md."""
import os, re

from measuring.host import ROOT

KEPT = os.path.join(ROOT, "docs/benchmarks.md")


class Report:
    def __init__(self, intro):
        """The intro goes to the page's head, or below a part's own title where it is measured alone."""
        self.intro, self.lines = intro, []

    def line(self, text=""):
        self.lines.append(text)
        print(text, flush=True)

    def head(self):
        self.line("# Benchmarks\n")
        self.line(self.intro)
        self.intro = ""

    def section(self, title, *paragraphs):
        self.line(f"\n## {title}\n")
        for text in filter(None, [self.intro, *paragraphs]):
            self.line(text + "\n")
        self.intro = ""

    def columns(self, *names):
        self.row(*names)
        self.line("|---" * len(names) + "|")

    def row(self, *cells):
        self.line("| " + " | ".join(str(cell) for cell in cells) + " |")

    def write(self):
        """In place of the sections of the same titles; the others stay."""
        old, new = parts(open(KEPT).read() if os.path.exists(KEPT) else ""), parts("\n".join(self.lines))
        kept = {title: new.pop(title, text) if title or new[""] else text for title, text in old.items()}
        notes = kept.pop("Notes", None)
        kept.update((title, text) for title, text in new.items() if text)
        if notes:
            kept["Notes"] = notes
        with open(KEPT, "w") as file:
            file.write("\n\n".join(text.strip() for text in kept.values()) + "\n")


def parts(text):
    """By title, the head's being none."""
    pieces = re.split(r"(?m)^(?=## )", text)
    return {"": pieces[0].strip(), **{piece[3:].split("\n", 1)[0]: piece for piece in pieces[1:]}}
