"""``--charts`` leaves a picture of every chart that has data."""

from retention_desk.headless.commands import run_command

PNG = b"\x89PNG\r\n\x1a\n"


def test_pictures_are_written(analysed, tmp_path):
    folder = tmp_path / "charts"
    assert run_command(["analyze", str(analysed.folder / "orders.csv"), "--charts", str(folder)]) == 0
    pictures = sorted(folder.iterdir())
    assert {"cohort_grid.png", "health_distribution.png"} <= {item.name for item in pictures}
    assert all(item.read_bytes().startswith(PNG) for item in pictures)
