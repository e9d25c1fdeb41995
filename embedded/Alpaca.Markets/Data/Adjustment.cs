namespace Alpaca.Markets;

/// <summary>Corporate actions that prices are adjusted for.</summary>
public enum Adjustment
{
    /// <summary>None.</summary>
    Nothing,

    /// <summary>Splits.</summary>
    SplitsOnly,

    /// <summary>Dividends.</summary>
    DividendsOnly,

    /// <summary>Both.</summary>
    SplitsAndDividends,
}
