/// The style sheet of all pages, for screen and paper; colours have a contrast of 7 to 1 at least.
package enum PageStyle {
    /// The sheet.
    package static let sheet: StaticString = """
        :root{color-scheme:light}
        body{font:1rem/1.5 "DejaVu Sans",Verdana,sans-serif;color:#1b1b1b;background:#fff;margin:0 auto;\
        max-width:52rem;padding:1.5rem}
        h1{font-size:1.7rem;line-height:1.2;margin:0 0 1rem}
        h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:2px solid #1f4e79;padding-bottom:.2rem}
        h3{font-size:1.05rem;margin:1.4rem 0 .4rem}
        a{color:#1f4e79}
        a:focus{outline:3px solid #1f4e79;outline-offset:2px}
        table{border-collapse:collapse;margin:.8rem 0 1.2rem;font-size:.9rem;width:100%}
        caption{text-align:left;font-weight:bold;padding:.2rem 0}
        th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}
        thead th{background:#e8eef4}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        tr.sum th,tr.sum td{font-weight:bold;border-top:2px solid #1b1b1b}
        td.h{font-style:italic;text-align:right}
        table.days{width:auto}
        table.heat{font-size:.72rem}
        table.heat th,table.heat td{padding:.1rem .2rem;text-align:center;font-style:normal}
        figure{margin:1rem 0}
        svg{max-width:100%;height:auto;display:block}
        code{font-family:"DejaVu Sans Mono",monospace;font-size:.85em;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
        dt{font-weight:bold}
        dd{margin:0}
        footer{margin-top:3rem;border-top:1px solid #767676;padding-top:.6rem;font-size:.85rem}
        body.letter{max-width:44rem}
        p.mark{border:2px solid #1b1b1b;padding:.3rem .6rem;font-weight:bold;margin:0 0 1rem}
        p.block code{display:block;border-left:3px solid #767676;padding-left:.6rem}
        table.facts{font-size:.85rem}
        table.facts th,table.facts td{border:0;padding:.1rem .5rem .1rem 0}
        table.facts th,table.fields th{width:34%;font-weight:normal}
        table.fields th{background:#f4f4f4}
        .parties{display:table;width:100%;margin:0 0 1.2rem}
        .parties div{display:table-cell;width:50%;vertical-align:top;padding-right:1rem}
        .parties p{margin:0 0 .4rem}
        .parties p.label{font-size:.8rem;margin:0}
        .signatures{margin-top:1.2rem;break-before:avoid}
        .signatures div{display:inline-block;vertical-align:top;width:44%;margin:0 4% 1rem 0;break-inside:avoid}
        .signatures p{margin:0}
        .signatures p.line{border-bottom:1px solid #1b1b1b;padding-bottom:1.5rem;margin-top:.2rem;font-size:.8rem}
        body.letter footer{overflow:hidden;break-inside:avoid}
        body.letter tbody th{font-weight:normal}
        .seal svg{float:left;width:6.4rem;height:6.4rem;margin:0 1rem 0 -.5rem}
        @media (max-width:40rem){dl{display:block}dd{margin:0 0 .5rem}table{display:block;overflow-x:auto}}
        @page{size:A4;margin:15mm 16mm 16mm;@bottom-left{content:string(document);font:8pt "DejaVu Sans",sans-serif}\
        @bottom-right{content:counter(page) " / " counter(pages);font:8pt "DejaVu Sans",sans-serif}}
        body.letter{string-set:document attr(data-document)}
        @media print{body{font-size:9.5pt;max-width:none;padding:0}nav{display:none}footer{margin-top:1rem;break-before:avoid}h2,h3,caption{break-after:avoid}\
        figure,tr{break-inside:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}\
        table{font-size:8.5pt}table.heat{font-size:6.5pt}table.heat th,table.heat td{padding:1pt}\
        body.letter{font-size:9pt;line-height:1.3}body.letter .parties{margin-bottom:.7rem}body.letter h1{margin-bottom:.5rem}body.letter p{margin:.55rem 0;break-inside:avoid}body.letter .parties p,body.letter .signatures p{margin:0}body.letter .parties p+p{margin-top:.15rem}body.letter h1{font-size:15pt}body.letter h2{font-size:11pt;margin:1rem 0 .4rem}\
        body.letter table{margin:.4rem 0 .6rem}body.letter table.facts{font-size:9pt}\
        body.letter footer{font-size:8pt}body.letter footer p{margin:.3rem 0}p{orphans:2;widows:2}.seal svg{width:28mm;height:28mm}}
        """
}
