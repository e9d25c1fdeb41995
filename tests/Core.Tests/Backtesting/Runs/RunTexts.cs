using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting.Runs;

/// <summary>Configurations as text, and bars to run them on.</summary>
internal static class RunTexts
{
    /// <summary>The example of the specification, as it stands.</summary>
    public const string Example = """
        {
          "symbol": "BTCUSDT",
          "timeframe": "15m",
          "start": 1700000000000,
          "end": 1701000000000,
          "initial_cash": 10000,
          "leverage": 1,
          "fill_model": "close_to_open",
          "commission_bps": 4,
          "slippage_bps": 2,
          "funding": {"enabled": true, "rate": 0.0},
          "sizing": {"type": "percent_equity", "value": 0.1}
        }
        """;

    public static ConfigurationType<RunConfiguration> Schema { get; } = RunSchema.For(StrategyLibrary.BuiltIn);

    /// <summary>Bars around the dates of the example.</summary>
    public static BarSeries Bars { get; } =
        SyntheticMarket.Generate("BTCUSDT", Timeframe.M15, new DateTime(2023, 11, 1, 0, 0, 0, DateTimeKind.Utc), 3_000, seed: 7);

    public static RunConfiguration Read(string text, string file = "run.yaml") => Schema.Read(ConfigurationDocument.Parse(text, file));

    public static string Errors(string text) =>
        Assert.Throws<ConfigurationException>(() => Read(text)).Message;
}
