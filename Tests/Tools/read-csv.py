"""Reads separated values on standard input by Python's csv module and prints the rows as JSON; prints
`refused` when the module refuses them in its strict mode.

usage: read-csv.py SEPARATOR
"""

import csv
import io
import json
import sys

text = sys.stdin.buffer.read().decode("utf-8-sig")
out = []
for case in text.split("\x1e"):
    try:
        rows = list(csv.reader(io.StringIO(case, newline=""), delimiter=sys.argv[1], strict=True))
        # csv keeps the line ends that stand in a field; kluis writes each as a line feed.
        rows = [[f.replace("\r\n", "\n").replace("\r", "\n") for f in row] for row in rows]
        out.append([row for row in rows if any(f.strip() for f in row)])
    except csv.Error:
        out.append("refused")
json.dump(out, sys.stdout)
