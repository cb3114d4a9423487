"""Says of PDF files what somebody who reads with a screen reader gets, by pikepdf (qpdf).

Reads a JSON list of paths and prints a JSON list of judgements.
"""

import json
import sys

import pikepdf


def elements(node):
    """All structure elements, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def judged(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        tree = [(str(e.S)[1:], e) for e in elements(root.get("/StructTreeRoot", pikepdf.Array()))]
        with pdf.open_metadata() as metadata:
            part = metadata.get("pdfuaid:part")
            title = metadata.get("dc:title")
        preferences = root.get("/ViewerPreferences", {})
        return {
            "language": str(root.get("/Lang", "")),
            "marked": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "titleShown": bool(preferences.get("/DisplayDocTitle", False)),
            "title": title,
            "part": part,
            "tags": [tag for tag, _ in tree],
            "rowsOfTables": sum(tag == "TR" for tag, _ in tree),
            "active": [k for k in ("/OpenAction", "/AA", "/AcroForm") if k in root],
            "fontsNotEmbedded": sorted(
                {
                    str(font.get("/BaseFont", ""))
                    for page in pdf.pages
                    for font in page.get("/Resources", {}).get("/Font", {}).values()
                    for inner in font.get("/DescendantFonts", [font])
                    if not any(
                        key in inner.get("/FontDescriptor", {})
                        for key in ("/FontFile", "/FontFile2", "/FontFile3")
                    )
                }
            ),
            "tabOrder": [str(page.get("/Tabs", "")) for page in pdf.pages],
        }


json.dump([judged(path) for path in json.load(sys.stdin)], sys.stdout)
