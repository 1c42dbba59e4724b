from __future__ import annotations

import os
import subprocess
import sys

from retention_desk.project.process_alive import process_alive


def test_this_process_lives_and_an_ended_one_does_not():
    assert process_alive(os.getpid())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not process_alive(ended.pid)
    assert not process_alive(0)
    assert not process_alive(-1)


def test_a_number_no_system_has_does_no_harm():
    assert process_alive(2**80) in (True, False)
