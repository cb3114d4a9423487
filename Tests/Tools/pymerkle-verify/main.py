"""Checks a published log with pymerkle, whose tree shares nothing with ours: a second oracle.

Reads commands from standard input, one a line with tabs between the words, and answers each with
one line, "ok" and size and root, or "refused" and why:

    check DIR    bundles, tiles and root of a C2SP tlog-tiles directory, and where present
                 proofs/INDEX.tlog-proof and consistency/SIZE (a line with the older root and then
                 the proof, in base64)

pymerkle has no signatures: of the checkpoint only size and root are read. It counts leaves from 1
and puts the leaf's hash first in a path; its consistency proofs have another order, and for an even
older size other subtrees. What it makes is compared with what was published where it can be, and
what was published is put into its proofs of inclusion and verified by it.
"""

import base64
import glob
import os
import re
import struct
import sys
import warnings

import pymerkle
from pymerkle.hasher import MerkleHasher

warnings.simplefilter("ignore", DeprecationWarning)
HASHER = MerkleHasher("sha256", True)


class Refused(Exception):
    """What was published is not what it should be."""


def require(condition, reason):
    if not condition:
        raise Refused(reason)


def decode(text):
    """Reads canonical base64."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused("malformed base64") from error
    require(base64.b64encode(raw).decode() == text, "base64 is not canonical")
    return raw


def read(directory, path):
    try:
        with open(os.path.join(directory, path), "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(f"{path} is missing") from error


def head(note):
    """The size and root of a checkpoint; signatures are not looked at."""
    lines = note.decode("utf-8", "replace").split("\n")
    require(len(lines) >= 5 and lines[3] == "", "malformed checkpoint")
    require(re.fullmatch("0|[1-9][0-9]{0,17}", lines[1]), "malformed size")
    root = decode(lines[2])
    require(len(root) == 32, "malformed root")
    return int(lines[1]), root


def tile_path(number, width):
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03}")
    return "/".join(groups) + ("" if width == 256 else f".p/{width}")


def widths(count):
    """The numbers and widths of the tiles that hold so many hashes."""
    return [(start // 256, min(256, count - start)) for start in range(0, count, 256)]


def read_entries(directory, size):
    entries = []
    for number, width in widths(size):
        bundle = read(directory, "tile/entries/" + tile_path(number, width))
        for _ in range(width):
            require(len(bundle) >= 2, "a bundle ends early")
            (length,) = struct.unpack(">H", bundle[:2])
            require(len(bundle) >= 2 + length, "a bundle ends early")
            entries.append(bundle[2 : 2 + length])
            bundle = bundle[2 + length :]
        require(not bundle, "a bundle goes on")
    return entries


def check_tiles(directory, entries):
    hashes = [HASHER.hash_buff(entry) for entry in entries]
    level = 0
    while hashes:
        above = []
        for number, width in widths(len(hashes)):
            part = hashes[256 * number : 256 * number + width]
            stored = read(directory, f"tile/{level}/{tile_path(number, width)}")
            require(stored == b"".join(part), f"a tile of level {level} differs")
            while width == 256 and len(part) > 1:
                part = [HASHER.hash_pair(*pair) for pair in zip(part[::2], part[1::2])]
            if width == 256:
                above.append(part[0])
        hashes = above
        level += 1


def check_proof(path, tree, size, root, entries):
    with open(path, "rb") as file:
        text, found, note = file.read().partition(b"\n\n")
    lines = text.decode("utf-8", "replace").split("\n")
    require(found and lines[0] == "c2sp.org/tlog-proof@v1", "malformed proof")
    lines = lines[1:]
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = decode(lines.pop(0)[6:])
    require(lines and re.fullmatch("index (0|[1-9][0-9]{0,17})", lines[0]), "malformed index")
    index = int(lines[0][6:])
    hashes = [decode(line) for line in lines[1:]]
    require(head(note) == (size, root), "a proof has another checkpoint")
    require(index < size, "a proof is of no entry")
    require(extra in (None, entries[index]), "a proof carries another entry")
    proof = tree.prove_inclusion(index + 1, size)
    require(proof.path[1:] == hashes, "a path differs")
    proof.path = [proof.path[0]] + hashes
    pymerkle.verify_inclusion(tree.get_leaf(index + 1), root, proof)


def roots(older, size, hashes):
    """The roots to which a consistency proof leads (RFC 6962, section 2.1.2), hashed by pymerkle."""
    first, rest = hashes[0], hashes[:0:-1]

    def fold(older, size, is_whole):
        if older == size:
            digest = first if is_whole else take()
            return digest, digest
        split = 1 << (size - 1).bit_length() - 1
        if older <= split:
            right = take()
            old, new = fold(older, split, is_whole)
            return old, HASHER.hash_pair(new, right)
        left = take()
        old, new = fold(older - split, size - split, False)
        return HASHER.hash_pair(left, old), HASHER.hash_pair(left, new)

    def take():
        require(rest, "a consistency proof is too short")
        return rest.pop(0)

    result = fold(older, size, True)
    require(not rest, "a consistency proof is too long")
    return result


def check_consistency(path, tree, size, root):
    with open(path, encoding="ascii", errors="replace") as file:
        hashes = [decode(line) for line in file.read().split("\n")[:-1]]
    older = int(os.path.basename(path))
    require(0 < older <= size and hashes, "malformed consistency proof")
    require(tree.get_state(older) == hashes[0], "another older root")
    proof = tree.prove_consistency(older, size)
    if older < size and older & 1:
        published = hashes if older == 1 else hashes[1:]
        require(sorted(proof.path) == sorted(published), "a consistency proof differs")
    require(roots(older, size, hashes) == (hashes[0], root), "a consistency proof leads elsewhere")
    pymerkle.verify_consistency(hashes[0], root, proof)


def check(directory):
    size, root = head(read(directory, "checkpoint"))
    entries = read_entries(directory, size)
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    require(tree.get_state(size) == root, "another root")
    check_tiles(directory, entries)
    for path in glob.glob(os.path.join(directory, "proofs", "*.tlog-proof")):
        check_proof(path, tree, size, root, entries)
    for path in glob.glob(os.path.join(directory, "consistency", "*")):
        check_consistency(path, tree, size, root)
    return f"{size} {base64.b64encode(root).decode()}"


def main():
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        try:
            require(len(words) == 2 and words[0] == "check", "unknown command")
            answer = "ok " + check(words[1])
        except (Refused, pymerkle.InvalidProof) as error:
            answer = f"refused {error}"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
