namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>The look of the pages: system fonts, both colour schemes, contrasts of at least 4.5 to 1 for text.</summary>
internal static class QualityStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #ffffff; --ink: #1b2430; --soft: #566173; --line: #dbe0e8; --panel: #f5f7fa; --link: #0b57d0;
          --full: #7fa8d6; --partial: #e08a00; --missing: #c2185b; --none: #eef1f5; --price: #2f5f9e; --volume: #8fa3bd; --mark: #c2185b;
          --good-ink: #0f5f2e; --good: #dff3e6; --minor-ink: #3a4a63; --minor: #e4eaf3; --warn-ink: #7a4a00; --warn: #fdeccc; --bad-ink: #8c1040; --bad: #fadbe6;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161c; --ink: #e4e9f1; --soft: #9ba8ba; --line: #2c3542; --panel: #1a2029; --link: #8ab4f8;
            --full: #3f6ea5; --partial: #f0a43a; --missing: #f0609a; --none: #1f2631; --price: #7fb0ee; --volume: #53657d; --mark: #f0609a;
            --good-ink: #9fe0b5; --good: #153522; --minor-ink: #bccbe0; --minor: #263143; --warn-ink: #ffd591; --warn: #402c0a; --bad-ink: #ffb3cd; --bad: #4a1229;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1060px; margin: 0 auto; padding: 32px 24px 64px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0; display: flex; align-items: center; gap: 12px; flex-wrap: wrap; }
        h2 { font-size: 18px; margin: 40px 0 12px; }
        a { color: var(--link); }
        code { font-size: 12px; overflow-wrap: anywhere; }
        .source, .hash, .legend { color: var(--soft); font-size: 13px; margin: 4px 0 0; overflow-wrap: anywhere; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(146px, 1fr)); gap: 1px; margin: 24px 0 12px; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
        .facts div { background: var(--panel); padding: 10px 12px; }
        dt { color: var(--soft); font-size: 12px; }
        dd { margin: 0; font-size: 14px; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .badge { font-size: 12px; font-weight: 600; padding: 2px 10px; border-radius: 999px; white-space: nowrap; }
        .good { background: var(--good); color: var(--good-ink); }
        .minor { background: var(--minor); color: var(--minor-ink); }
        .warn { background: var(--warn); color: var(--warn-ink); }
        .bad { background: var(--bad); color: var(--bad-ink); }
        .picture { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 640px; height: auto; }
        svg text { font-size: 11px; fill: var(--soft); font-family: inherit; }
        .full { fill: var(--full); background: var(--full); }
        .partial { fill: var(--partial); background: var(--partial); }
        .missing { fill: var(--missing); background: var(--missing); }
        .none { fill: var(--none); background: var(--none); }
        .key { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin: 0 5px 0 14px; vertical-align: -1px; border: 1px solid var(--line); }
        .key:first-child { margin-left: 0; }
        .grid, .lane { stroke: var(--line); stroke-width: 1; }
        .price { stroke: var(--price); stroke-width: 1.2; fill: none; }
        .volume { stroke: var(--volume); stroke-width: 1; fill: none; }
        .mark { fill: var(--mark); }
        circle.mark { fill: none; stroke: var(--mark); stroke-width: 1.5; }
        .table { overflow-x: auto; margin: 12px 0; }
        table { border-collapse: collapse; min-width: 420px; font-size: 13px; }
        caption { text-align: left; color: var(--soft); padding: 0 0 4px; }
        th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { color: var(--soft); font-weight: 600; white-space: nowrap; }
        td { font-variant-numeric: tabular-nums; }
        td:first-child { white-space: nowrap; }
        td small { white-space: normal; overflow-wrap: anywhere; color: var(--soft); }
        .number { text-align: right; padding-right: 24px; }
        details { border-top: 1px solid var(--line); padding: 10px 0; }
        summary { cursor: pointer; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
        @media print { main { max-width: none; padding: 0; } section { break-inside: avoid; } }

        """;
}
