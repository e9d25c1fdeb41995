namespace Serverless.Core.MarketData;

/// <summary>Order of day, month and year in dates made of numbers.</summary>
public enum DateOrder
{
    /// <summary>2024-01-31; a date that starts with four digits is always read so.</summary>
    YearFirst,

    /// <summary>31-01-2024.</summary>
    DayFirst,

    /// <summary>01/31/2024.</summary>
    MonthFirst,
}
