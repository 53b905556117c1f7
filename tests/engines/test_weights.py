"""What is read of a model's file before it is loaded."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from l10n_flow.engines.weights import CrashError, Heads, Weights, weights

LAYERS = 6
HEADS = 8


def number(name: str, value: int) -> bytes:
    """A number of two bytes, as CTranslate2 writes it."""
    return array(name, (), struct.pack("<h", value), kind=2)


def array(name: str, shape: tuple[int, ...], data: bytes, *, kind: int = 0) -> bytes:
    """A named array."""
    called = name.encode() + b"\0"
    sizes = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return (
        struct.pack("<H", len(called)) + called + sizes + struct.pack("<BI", kind, len(data)) + data
    )


def written(folder: Path, layer: int, count: int, *more: bytes, version: int = 6) -> Path:
    """The file of a model that asks for so many heads of a layer."""
    arrays = [
        *(array(f"decoder/layer_{n}/attention/weight", (2, 2), bytes(16)) for n in range(LAYERS)),
        number("decoder/num_heads", HEADS),
        number("decoder/alignment_layer", layer),
        number("decoder/alignment_heads", count),
        *more,
    ]
    spec = b"TransformerSpec\0"
    head = struct.pack("<IH", version, len(spec)) + spec + struct.pack("<II", 1, len(arrays))
    (folder / "model.bin").write_bytes(head + b"".join(arrays))
    return folder / "model.bin"


def read(file: Path) -> Weights:
    found = weights(file)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("layer", "count", "now"),
    [
        (0, 1, Heads(0, 1)),
        (LAYERS - 1, HEADS, Heads(LAYERS - 1, HEADS)),
        (-1, 1, Heads(LAYERS - 1, 1)),
        (-LAYERS, 0, Heads(0, HEADS)),  # none is all of them
    ],
)
def test_a_layer_is_counted_from_either_end_and_no_heads_are_all(
    tmp_path: Path, layer: int, count: int, now: Heads
) -> None:
    file = written(tmp_path, layer, count)
    showing = read(file).showing
    assert showing is not None
    assert (showing.now, showing.layers, showing.heads) == (now, LAYERS, HEADS)
    file.write_bytes(showing.changed(tmp_path, Heads(3, 5))["model.bin"])
    again = read(file).showing
    assert again is not None
    assert again.now == Heads(3, 5)


@pytest.mark.parametrize(
    ("layer", "count"), [(LAYERS, 1), (-LAYERS - 1, 1), (0, HEADS + 1), (0, -1)]
)
def test_heads_that_are_not_there_would_end_the_process(
    tmp_path: Path, layer: int, count: int
) -> None:
    with pytest.raises(CrashError, match=f"it asks for {count} heads of layer {layer}$"):
        weights(written(tmp_path, layer, count))


def test_the_rows_of_both_tables_are_counted(tmp_path: Path) -> None:
    tables = [
        array("encoder/embeddings_0/weight", (3, 2), bytes(24)),
        array("decoder/embeddings/weight", (), bytes(4)),
    ]
    found = read(written(tmp_path, 0, 1, *tables))
    assert found.rows == {"source": 3, "target": 1}
    found.require("source", 3)
    with pytest.raises(CrashError, match="4 tokens in its source vocabulary, 3 weights"):
        found.require("source", 4)
    read(written(tmp_path, 0, 1)).require("source", 10**6)  # nothing is known of its rows


def test_a_number_of_another_type_is_none(tmp_path: Path) -> None:
    wide = array("decoder/alignment_layer", (), struct.pack("<h", 2), kind=1)
    long = array("decoder/alignment_heads", (), struct.pack("<i", 3), kind=2)
    showing = read(written(tmp_path, 4, 4, wide, long)).showing  # the last of a name counts
    assert showing is not None
    assert showing.now == Heads(0, HEADS)


def test_a_model_without_a_choice_shows_none_and_of_another_version_nothing_is_known(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, 0, 1)
    whole = file.read_bytes()
    for version in (5, 7):
        assert weights(written(tmp_path, 0, 1, version=version)) is None
    for name in (b"decoder/alignment_layer", b"decoder/alignment_heads", b"decoder/num_heads"):
        file.write_bytes(whole.replace(name, name[:-1] + b"_"))
        assert read(file).showing is None
    file.write_bytes(whole.replace(b"decoder/layer_", b"decoder/lawer_"))
    assert read(file).showing is None
