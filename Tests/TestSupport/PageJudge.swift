internal import Foundation

/// What another program's HTML parser says of a page: html5lib, which reads as browsers do.
package enum PageJudge {
    /// The judgement of one page, as JSON.
    package static func judged(_ page: String) throws -> [String: Any] {
        try judged([page])[0]
    }

    /// The judgements of pages, in their order.
    package static func judged(_ pages: [String]) throws -> [[String: Any]] {
        let program = """
            import html5lib, json, sys, collections
            judgements = []
            for text in json.load(sys.stdin):
                parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
                tree = parser.parse(text.encode(), transport_encoding="utf-8")
                svg = "{http://www.w3.org/2000/svg}"
                names = collections.Counter(e.tag for e in tree.iter() if isinstance(e.tag, str))
                ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
                charts = [e for e in tree.iter(svg + "svg")]
                referred = [r for e in tree.iter() if isinstance(e.tag, str)
                            for r in (e.get("aria-labelledby") or "").split()]
                referred += [e.get("href")[1:] for e in tree.iter("a")]
                outside = [v for e in tree.iter() if isinstance(e.tag, str) for k, v in e.attrib.items()
                           if k in ("src", "srcset", "data", "action", "style")
                           or k == "href" and not v.startswith("#") or k.startswith("on")]
                fills = [e.get("fill") for e in tree.iter() if isinstance(e.tag, str) and e.get("fill")]
                lost = [f for f in fills if f.startswith("url(#") and f[5:-1] not in ids]
                judgements.append({
                    "errors": [str(e) for e in parser.errors],
                    "language": tree.get("lang"),
                    "headings": [e.tag for e in tree.iter() if e.tag in ("h1", "h2", "h3")],
                    "landmarks": [names[n] for n in ("header", "nav", "main", "footer")],
                    "doubleIDs": [i for i, n in collections.Counter(ids).items() if n > 1],
                    "lostReferences": [r for r in referred if r not in ids] + lost,
                    "tables": names["table"], "captions": names["caption"],
                    "cellsWithoutScope": sum(1 for e in tree.iter("th") if e.get("scope") not in ("row", "col")),
                    "emptyHeadings": sum(1 for e in tree.iter("th") if not "".join(e.itertext()).strip()),
                    "charts": len(charts),
                    "chartsWithWords": sum(1 for c in charts if c.get("role") == "img"
                        and (c.findtext(svg + "title") or "").strip() and (c.findtext(svg + "desc") or "").strip()),
                    "active": [n for n in names if n in ("script", "img", "link", "iframe", "object", "form", "base")],
                    "outside": outside,
                    "text": " ".join("".join(tree.find("body").itertext()).split()),
                })
            print(json.dumps(judgements))
            """
        let input = Array(try JSONSerialization.data(withJSONObject: pages))
        let result = try Tool.run("/usr/bin/python3", ["-c", program], input: input)
        let value = try? JSONSerialization.jsonObject(with: Data(result.output))
        guard result.status == 0, let judgements = value as? [[String: Any]],
            judgements.count == pages.count
        else { throw Missing() }
        return judgements
    }

    /// html5lib is not installed: `make test` installs it.
    package struct Missing: Error {}

    /// Whether the parser is installed; where `CI` is set, its absence is a failure.
    package static var isThere: Bool {
        let isThere = (try? Tool.run("/usr/bin/python3", ["-c", "import html5lib"]))?.status == 0
        if !isThere { print("NO html5lib: pages are not judged by another parser") }
        return isThere || ProcessInfo.processInfo.environment["CI"] == "true"
    }
}
