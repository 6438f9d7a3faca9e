"""Run by the system's Python, which has UNO: print what LibreOffice reads in documents as JSON.

python3 libreoffice_reader.py PROFILE_FOLDER FILE...

One office opens them all, accepts their tracked changes, and walks the body and the cells of its tables.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    """A UNO property."""
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def paragraphs(text):
    """All paragraphs in reading order, those in table cells included."""
    walk = text.createEnumeration()
    while walk.hasMoreElements():
        element = walk.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph"):
            yield element
        elif element.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(element.getCellNames(), key=place):
                yield from paragraphs(element.getCellByName(name))


def place(name):
    """Row and column of a cell's name (``B12``, or ``A1.2.1`` in a cell that is split)."""
    parts = []
    for part in name.split("."):
        column = part.rstrip("0123456789")
        parts.append((int(part[len(column) :] or 0), len(column), column))
    return parts


def portions(paragraph):
    """The paragraph's words without the marks of notes."""
    walk, words = paragraph.createEnumeration(), []
    while walk.hasMoreElements():
        portion = walk.nextElement()
        if portion.TextPortionType not in ("Footnote", "Annotation"):
            words.append(portion.String)
    return "".join(words)


def read(desktop, dispatch, file):
    """``(label, text)`` of each body paragraph, the texts of notes and frames, and of headers and footers."""
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (prop("Hidden", True),))
    frame = document.CurrentController.Frame
    dispatch.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
    body = [(one.ListLabelString, portions(one)) for one in paragraphs(document.Text)]
    aside = []
    for notes in (document.Footnotes, document.Endnotes):
        aside += [notes.getByIndex(index).String for index in range(notes.Count)]
    frames = document.TextFrames
    for name in frames.ElementNames:
        aside += [portions(one) for one in paragraphs(frames.getByName(name).Text)]
    furniture = set()
    styles = document.StyleFamilies.getByName("PageStyles")
    for style in (styles.getByName(name) for name in styles.ElementNames):
        for kind in ("Header", "Footer"):
            if style.isInUse() and getattr(style, f"{kind}IsOn"):
                for side in ("", "Left", "Right", "First"):
                    text = getattr(style, f"{kind}Text{side}", None)
                    furniture.update(portions(one) for one in (paragraphs(text) if text else ()))
    document.close(True)
    return {"body": body, "aside": aside, "furniture": sorted(furniture)}


def main():
    """Start an office of its own, and print ``{file: {body: [(label, text), ...], aside: [text, ...]}}``."""
    profile, files = Path(sys.argv[1]).resolve(), [Path(name).resolve() for name in sys.argv[2:]]
    pipe = f"clausediff{profile.name}{abs(hash(str(profile)))}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = None
        for _ in range(120):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.5)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatch = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        print(json.dumps({str(file): read(desktop, dispatch, file) for file in files}))
        desktop.terminate()
    finally:
        time.sleep(0.2)
        office.terminate()


main()
