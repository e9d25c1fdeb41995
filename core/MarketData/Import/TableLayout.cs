namespace Serverless.Core.MarketData;

/// <summary>What the columns of a table mean.</summary>
internal sealed record TableLayout(int Columns, int Time, IReadOnlyList<SeriesColumns> Series)
{
    /// <summary>Column of the symbol; -1 where the file holds one.</summary>
    public int Symbol { get; init; } = -1;

    /// <summary>Whether times are ends of bars by the column's name.</summary>
    public bool TimeIsClose { get; init; }

    /// <summary>Midnight from which times count milliseconds; null for full times.</summary>
    public long? Midnight { get; init; }

    /// <summary>Custom format of times; null recognises them.</summary>
    public string? TimeFormat { get; init; }

    public DateOrder DateOrder { get; init; }

    public NumberStyle Numbers { get; init; }

    /// <summary>What prices are divided by.</summary>
    public double PriceDivisor { get; init; } = 1;

    /// <summary>Whether the volume counts money instead of the asset.</summary>
    public bool QuoteVolume { get; init; }

    /// <summary>Decisions to tell the user about.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
