"""The program checks itself."""

from retention_desk.headless.commands import run_command
from retention_desk.headless.self_check import catalogue_keys


def test_self_check_lists_every_catalogue_and_passes(capsys):
    assert run_command(["--self-check"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1] == "self-check passed"
    for name, keys in catalogue_keys().items():
        assert f"{name}: {' '.join(keys)}" in out
