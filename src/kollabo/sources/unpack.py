"""Unpacks standard input to standard output. Run as a program of its own, by its path.

A process of its own, so that a decoder that dies on damaged bytes takes nothing along, and so that
it does not share Python's lock with what reads it. Where a program for it is installed
(`kollabo.sources.unpacking` knows them), that one runs in its place.
"""

import sys
from typing import IO, Any

BLOCK = 1 << 20


def opened(kind: str, source: Any) -> Any:
    if kind == "bz2":
        try:
            import indexed_bzip2
        except ImportError:
            import bz2

            return bz2.open(source)
        return indexed_bzip2.open(source.fileno(), parallelization=0)
    if kind == "gz":
        import gzip

        return gzip.open(source)
    if kind == "xz":
        import lzma

        return lzma.open(source)
    import pyarrow

    return pyarrow.CompressedInputStream(pyarrow.PythonFile(source), "zstd")


def unpack(kind: str, source: Any, target: IO[bytes]) -> None:
    with opened(kind, source) as stream:
        while block := stream.read(BLOCK):
            target.write(block)
    target.flush()


if __name__ == "__main__":
    try:
        unpack(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    # A decoder raises what it likes; this process is only its shell, and its last words are kept.
    except Exception as error:
        words = str(error).strip()
        if words in ("", "std::exception"):
            words = "the packed data are broken or end too early"
        print(words, file=sys.stderr)
        sys.exit(1)
