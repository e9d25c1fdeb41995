using Serverless.Core.MarketData;

namespace Serverless.Cli.Backtests;

/// <summary>Timeframes as configurations name them.</summary>
internal static class TimeframeName
{
    private static readonly (string Name, Timeframe Timeframe)[] Names =
        [("1m", Timeframe.M1), ("15m", Timeframe.M15), ("30m", Timeframe.M30), ("1h", Timeframe.H1), ("4h", Timeframe.H4), ("1d", Timeframe.D1)];

    public static string Of(Timeframe timeframe) => Names.First(pair => pair.Timeframe == timeframe).Name;

    /// <summary>The timeframe of a name; null where there is none.</summary>
    public static Timeframe? Find(string? name) => Array.Find(Names, pair => pair.Name == name) is { Name: not null } pair ? pair.Timeframe : null;
}
