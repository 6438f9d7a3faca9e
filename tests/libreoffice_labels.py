"""Run by the system's Python, which has UNO: print LibreOffice's list labels of a document as JSON.

python3 libreoffice_labels.py FILE PROFILE_FOLDER
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


def main():
    """Load the document in a LibreOffice of its own, accept all changes, and print (label, text) pairs."""
    file, profile = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
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
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (prop("Hidden", True),))
        dispatcher = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
        found = []
        paragraphs = document.Text.createEnumeration()
        while paragraphs.hasMoreElements():
            paragraph = paragraphs.nextElement()
            if paragraph.supportsService("com.sun.star.text.Paragraph"):
                found.append((paragraph.ListLabelString, paragraph.String))
        print(json.dumps(found))
        document.close(True)
        desktop.terminate()
    finally:
        time.sleep(0.2)
        office.terminate()


main()
