"""Run in a process of its own: read one file, and print what came of it, the seconds and the peak memory.

python hostile_reader.py FILE
"""

import json
import sys
import time
from pathlib import Path

from clausediff.errors import ClausediffError
from clausediff.pipeline import read_contract


def main() -> None:
    """Print the slug of the error (``read`` if there was none), the seconds and the megabytes."""
    started = time.monotonic()
    try:
        read_contract(Path(sys.argv[1]))
        slug = "read"
    except ClausediffError as error:
        slug = error.slug
    except RecursionError:
        slug = "too-deep"
    except MemoryError:
        slug = "too-large"
    seconds = time.monotonic() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"slug": slug, "seconds": seconds, "megabytes": megabytes}))


main()
