namespace Serverless.Core.MarketData;

/// <summary>Rows of one series while its file is being read.</summary>
/// <param name="instrument">The row's symbol, which bars share with figures such as a market capitalisation.</param>
/// <param name="symbol">Its own symbol.</param>
/// <param name="columns">Where its values stand.</param>
/// <param name="log">Its issues.</param>
internal sealed class SeriesRows(string instrument, string symbol, SeriesColumns columns, ImportLog log)
{
    public string Instrument => instrument;

    public string Symbol => symbol;

    public SeriesColumns Columns => columns;

    public ImportLog Log => log;

    public BarRows Rows { get; } = new();

    /// <summary>Kinds of time stamps that its rows have.</summary>
    public StampKind Stamps { get; set; }
}
