"""The program: without arguments the window, with a command the command line."""

from __future__ import annotations

import multiprocessing
import os
import sys

# The matrices here are small: threads of the linear algebra would only wait for each other, and a sum would
# hang on the number of cores. To be said before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Run the program; return its exit code.

    ``--open FILE…`` opens the window on files; any other argument goes to the command line.
    """
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments == ["--reader"]:  # the program called itself to read a file in a process of its own
        from retention_desk.importing.reader_process import serve

        return serve()
    if not arguments or arguments[0] == "--open":
        from retention_desk.desktop.app import run

        return run(["retention-desk", *arguments[1:]])
    from retention_desk.headless.commands import run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
