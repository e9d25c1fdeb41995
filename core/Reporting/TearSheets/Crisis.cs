namespace Serverless.Core.Reporting.TearSheets;

/// <summary>A time in which markets fell: from the close of a peak to the close of a trough.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">UTC date of the peak.</param>
/// <param name="To">UTC date of the trough.</param>
/// <param name="Source">What the dates are taken from.</param>
public sealed record Crisis(string Name, DateOnly From, DateOnly To, string Source)
{
    private const string Index = "highest and lowest close of SPY";
    private const string Coin = "highest and lowest daily close of BTCUSDT (Binance, UTC)";

    /// <summary>All that reports know, in order of time.</summary>
    public static IReadOnlyList<Crisis> All { get; } =
    [
        new("Dot-com bust", new(2000, 3, 24), new(2002, 10, 9), Index),
        new("Global financial crisis", new(2007, 10, 9), new(2009, 3, 9), Index),
        new("US debt downgrade", new(2011, 4, 29), new(2011, 10, 3), Index),
        new("Chinese devaluation", new(2015, 7, 20), new(2015, 8, 25), Index),
        new("Crypto winter", new(2017, 12, 16), new(2018, 12, 15), Coin),
        new("Volatility shock", new(2018, 1, 26), new(2018, 2, 8), Index),
        new("Fourth quarter of 2018", new(2018, 9, 20), new(2018, 12, 24), Index),
        new("COVID-19", new(2020, 2, 19), new(2020, 3, 23), Index),
        new("China's ban on mining", new(2021, 5, 8), new(2021, 7, 20), Coin),
        new("Rate rises of 2022", new(2022, 1, 3), new(2022, 10, 12), Index),
        new("Terra and Three Arrows", new(2022, 5, 4), new(2022, 6, 18), Coin),
        new("FTX", new(2022, 11, 5), new(2022, 11, 21), Coin),
        new("Regional banks", new(2023, 2, 2), new(2023, 3, 13), Index),
        new("Yen carry trade", new(2024, 7, 16), new(2024, 8, 5), Index),
        new("US tariffs", new(2025, 2, 19), new(2025, 4, 8), Index),
    ];
}
