using System.Xml.Linq;

namespace Serverless.Core.Reporting.Writing;

/// <summary>
/// The look of pages. Text has a contrast of 4.5 : 1 and more on its ground, marks of 3 : 1; colours are told apart by people who do not see red and green
/// (after Okabe and Ito, 2008, darkened), and dashes, hatches, signs and words say the same without colour.
/// </summary>
internal static class PageStyle
{
    // No '<', '>' or '&' here: the page is XML, too.
    public const string Css = """

        :root { --ink: #182230; --soft: #46536a; --line: #d5dbe5; --faint: #eef1f6; --blue: #0b5fa5; --orange: #b34700; --green: #00724f; --purple: #8a3a76; --ochre: #7d5700; --grey: #566073; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 32px 28px 64px; max-width: 1040px; background: #fff; color: var(--ink); font: 15px/1.5 Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; }
        header { border-bottom: 3px solid var(--blue); padding-bottom: 14px; }
        h1 { font-size: 28px; line-height: 1.2; margin: 0; letter-spacing: -0.01em; overflow-wrap: anywhere; }
        header p { margin: 6px 0 0; color: var(--soft); font-size: 16px; }
        h2 { font-size: 20px; line-height: 1.25; margin: 44px 0 12px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
        h3 { font-size: 15px; margin: 0; }
        p { margin: 8px 0; max-width: 78ch; }
        a { color: var(--blue); }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
        nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 6px; padding: 0; margin: 14px 0 0; }
        nav a { display: inline-block; padding: 3px 9px; border: 1px solid var(--line); border-radius: 14px; font-size: 13px; text-decoration: none; color: var(--ink); background: #f8fafc; }
        nav a:hover { border-color: var(--blue); }
        .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(440px, 1fr)); gap: 0 32px; margin: 12px 0; font-size: 14px; }
        .facts div { display: grid; grid-template-columns: 206px 1fr; gap: 12px; padding: 5px 0; border-bottom: 1px solid var(--faint); }
        .facts dt { color: var(--soft); overflow-wrap: anywhere; }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .verdict { border: 1px solid var(--line); border-left: 6px solid var(--grey); border-radius: 6px; padding: 12px 18px; background: #f8fafc; }
        .verdict.passed { border-left-color: var(--green); }
        .verdict.caution { border-left-color: var(--ochre); }
        .verdict.failed { border-left-color: var(--orange); }
        .verdict .headline { font-size: 16px; font-weight: 600; margin: 0; max-width: 100ch; }
        .verdict ul { list-style: none; padding: 0; margin: 10px 0 0; }
        .verdict li { padding: 3px 0; max-width: 110ch; }
        .mark { font-weight: 700; }
        .mark.passed, .passed .headline .mark { color: var(--green); }
        .mark.caution, .caution .headline .mark { color: var(--ochre); }
        .mark.failed, .failed .headline .mark { color: var(--orange); }
        .mark.note { color: var(--soft); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(172px, 1fr)); gap: 12px; margin: 16px 0; }
        .tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
        .tiles dt { color: var(--soft); font-size: 13px; }
        .tiles dd { margin: 0; }
        .tiles .big { font-size: 23px; font-weight: 650; line-height: 1.3; letter-spacing: -0.01em; }
        .tiles .big.absent { font-size: 15px; font-weight: 400; line-height: 2; }
        .tiles .interval { color: var(--soft); font-size: 12px; min-height: 18px; }
        .scroll { overflow-x: auto; }
        .scroll table { font-size: 12.5px; }
        .scroll th, .scroll td { padding: 5px 6px; }
        .scroll tbody th { white-space: nowrap; }
        .pairs { columns: 2 380px; column-gap: 32px; font-size: 13px; }
        .pairs table { font-size: 12.5px; }
        .pairs th, .pairs td { overflow-wrap: anywhere; padding: 3.5px 8px; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; margin: 14px 0; }
        caption { text-align: left; color: var(--soft); padding-bottom: 6px; font-size: 13.5px; }
        th, td { padding: 5px 10px; border-bottom: 1px solid var(--faint); vertical-align: top; text-align: left; }
        thead th { border-bottom: 1.5px solid #8793a8; font-weight: 600; vertical-align: bottom; }
        tbody th { font-weight: 500; }
        .n { text-align: right; white-space: nowrap; }
        .d { white-space: nowrap; }
        .neg { color: #a33f00; }
        .absent { color: #5b6678; font-style: italic; }
        figure { margin: 26px 0 10px; break-inside: avoid; }
        figcaption p { margin: 2px 0 8px; color: var(--soft); font-size: 13.5px; max-width: 110ch; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(290px, 1fr)); gap: 16px; margin: 16px 0; }
        .cards figure { margin: 0; border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px 8px; }
        .cards h3 { font-size: 13.5px; overflow-wrap: anywhere; }
        .cards .chart { font-size: 14px; }
        .cards figcaption p { font-size: 12.5px; margin: 2px 0 10px; }
        details { margin: 4px 0 0; font-size: 13px; }
        summary { cursor: pointer; color: var(--blue); padding: 4px 0; }
        .chart { display: block; width: 100%; height: auto; font: 11px Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
        .chart text { fill: var(--ink); }
        .chart .label { paint-order: stroke; stroke: #fff; stroke-width: 3px; }
        .chart .tick, .chart .axis { fill: var(--soft); }
        .chart .note { font-weight: 600; }
        .chart .grid { stroke: #e4e8ef; stroke-width: 1; }
        .chart .zero { stroke: #6b7689; stroke-width: 1; }
        .chart .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; stroke: var(--blue); }
        .chart .s1 { stroke: var(--orange); stroke-dasharray: 6 3; }
        .chart .s2 { stroke: var(--green); stroke-dasharray: 2 2.5; }
        .chart .s3 { stroke: var(--purple); stroke-dasharray: 9 3 2 3; }
        .chart .s4 { stroke: var(--ochre); stroke-dasharray: 12 4; }
        .chart .s5 { stroke: var(--grey); stroke-dasharray: 4 4; }
        .chart .fill { fill: var(--blue); fill-opacity: 0.16; }
        .chart .band { fill: #dbe7f3; }
        .chart .b1 { fill: #b5cfe6; }
        .chart .shade { fill: #dfe5ee; }
        .chart .h1 { fill: url(#dots); }
        .chart .h2 { fill: url(#stripes); }
        .chart .h3 { fill: #f6ead2; }
        .chart .gain, .chart .dot { fill: var(--blue); }
        .chart .loss { fill: #d97b3f; }
        .chart .hatched { fill: url(#hatch); }
        .chart .cross { stroke: var(--orange); stroke-width: 1.6; fill: none; }
        .chart .cell { stroke: #fff; }
        .chart .none { fill: #f4f6f9; }
        .chart .p1 { fill: #e3eef8; } .chart .p2 { fill: #c3dbef; } .chart .p3 { fill: #94bfe2; } .chart .p4 { fill: #2f73b0; } .chart .p5 { fill: #0a4f8c; }
        .chart .n1 { fill: #fcebdd; } .chart .n2 { fill: #f9d3b5; } .chart .n3 { fill: #f0ae7c; } .chart .n4 { fill: #b8500f; } .chart .n5 { fill: #8f3800; }
        .chart .deep { fill: #fff; }
        .chart .t0 { fill: #d3dce9; }
        .chart .t1 { fill: #8fbbe0; }
        .chart .t2 { fill: #0b5fa5; }
        .chart .t3 { fill: url(#hatch); }
        .defs { position: absolute; width: 0; height: 0; }
        @media (max-width: 620px) { body { padding: 18px 14px 40px; } h1 { font-size: 22px; } .facts { grid-template-columns: 1fr; } .table { overflow-x: auto; } .chart { min-width: 560px; } .cards .chart { min-width: 0; } figure { overflow-x: auto; } }
        @page { size: A4; margin: 14mm 12mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          nav, details { display: none; }
          h2 { break-after: avoid; margin-top: 24px; }
          tr, .verdict, .tiles div { break-inside: avoid; }
          table { font-size: 8.5pt; }
          .tiles { grid-template-columns: repeat(5, 1fr); gap: 6px; }
          .tiles div { padding: 6px 8px; }
          .tiles dt { font-size: 8pt; }
          th, td { padding: 2.5px 6px; }
          .scroll { overflow: visible; }
          .scroll table { font-size: 7pt; }
          .scroll th, .scroll td { padding: 2px 3px; }
          .scroll tbody th { white-space: normal; overflow-wrap: anywhere; }
          .pairs { columns: 2; column-gap: 18px; }
          .pairs table { font-size: 7pt; }
          .pairs th, .pairs td { padding: 1.5px 4px; }
          figure { margin: 14px 0 6px; }
          .chart { max-height: 61mm; }
          .cards { grid-template-columns: repeat(3, 1fr); gap: 8px; }
          .cards figure { padding: 6px 8px 4px; }
          .cards h3 { font-size: 8.5pt; }
          .cards figcaption p { font-size: 7.5pt; margin: 1px 0 4px; }
          .facts div { grid-template-columns: 116px 1fr; gap: 8px; padding: 3px 0; }
          .tiles .big { font-size: 13pt; }
          .tiles .interval { font-size: 7pt; }
          .facts { grid-template-columns: 1fr 1fr; font-size: 9pt; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """;

    /// <summary>Patterns that charts refer to, once in a page.</summary>
    public static XElement Patterns() => new(
        "svg",
        new XAttribute("class", "defs"),
        new XAttribute("aria-hidden", "true"),
        new XElement(
            "defs",
            Pattern("hatch", 6, "M-1 1l2 -2M0 6l6 -6M5 7l2 -2", "#7a3000", 1.1),
            Pattern("stripes", 8, "M-2 2l4 -4M0 8l8 -8M6 10l4 -4", "#a9b4c6", 1.2),
            Pattern("dots", 7, "M2 3.5h2", "#7f8ca3", 2)));

    private static XElement Pattern(string id, int size, string path, string colour, double width) => new(
        "pattern",
        new XAttribute("id", id),
        new XAttribute("width", size),
        new XAttribute("height", size),
        new XAttribute("patternUnits", "userSpaceOnUse"),
        new XElement("path", new XAttribute("d", path), new XAttribute("stroke", colour), new XAttribute("stroke-width", width), new XAttribute("fill", "none")));
}
