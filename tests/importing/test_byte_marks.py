import numpy as np

from retention_desk.importing.byte_marks import MARGIN_BYTES, marks_of, words_at


def test_marks_tell_pieces_apart_by_length_and_bytes() -> None:
    pieces = [b"", b"a", b"aa", b"a\x00", b"abcdefgh", b"abcdefghi", b"x" * 100, b"x" * 101, b"x" * 99 + b"y"]
    data = b"".join(pieces) * 2 + b" " * MARGIN_BYTES
    stops = np.cumsum([len(piece) for piece in pieces * 2])
    starts = np.concatenate([[0], stops[:-1]])
    marks = marks_of(np.frombuffer(data, dtype=np.uint8), starts, stops)
    assert len(set(marks.tolist())) == len(pieces)
    assert marks[: len(pieces)].tolist() == marks[len(pieces) :].tolist()


def test_words_are_read_at_any_place() -> None:
    text = np.frombuffer(b"\x00\x01\x02\x03\x04\x05", dtype=np.uint8)
    assert words_at(text, np.array([0, 1]), "<u4").tolist() == [0x03020100, 0x04030201]
