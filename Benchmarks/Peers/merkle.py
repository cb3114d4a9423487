"""Measures pymerkle, a tree in Python, beside ours.

    merkle.py append COUNT SIZE          appends COUNT entries of SIZE bytes to a tree in memory
    merkle.py prove COUNT ROUNDS         makes ROUNDS inclusion proofs in a tree of COUNT in memory
    merkle.py prove-sqlite COUNT ROUNDS  the same from its tree in SQLite

It prints the seconds that this took, without what came before.
"""

import os
import random
import sys
import tempfile
import time

from pymerkle import InmemoryTree, SqliteTree


def entries(count, size):
    filler = bytes(size - 8)
    for number in range(count):
        yield number.to_bytes(8, "little") + filler


def prove(tree, count, rounds):
    indices = [random.randint(1, count) for _ in range(rounds)]
    start = time.perf_counter()
    for index in indices:
        tree.prove_inclusion(index)
    return time.perf_counter() - start


def main(command, count, second):
    if command == "append":
        tree = InmemoryTree(algorithm="sha256")
        start = time.perf_counter()
        for entry in entries(count, second):
            tree.append_entry(entry)
        return time.perf_counter() - start
    if command == "prove":
        tree = InmemoryTree(algorithm="sha256")
        for entry in entries(count, 300):
            tree.append_entry(entry)
        return prove(tree, count, second)
    if command == "prove-sqlite":
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as directory:
            with SqliteTree(os.path.join(directory, "tree.sqlite"), algorithm="sha256") as tree:
                tree.append_entries(entries(count, 300))
                return prove(tree, count, second)
    sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
