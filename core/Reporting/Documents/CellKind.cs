namespace Serverless.Core.Reporting.Documents;

/// <summary>What a value is, and so how people read it.</summary>
public enum CellKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A share; 0.1234 reads 12.3 %.</summary>
    Percent,

    /// <summary>A small share; 0.001234 reads 0.123 %.</summary>
    FinePercent,

    /// <summary>A ratio or another plain number; two decimals.</summary>
    Ratio,

    /// <summary>A probability; three decimals.</summary>
    Probability,

    /// <summary>An amount in quote currency; two decimals below 100,000, none above.</summary>
    Money,

    /// <summary>A count; no decimals.</summary>
    Count,

    /// <summary>A number of days; one decimal below 10, none above.</summary>
    Days,

    /// <summary>A quantity or price; seven significant digits.</summary>
    Number,

    /// <summary>A UTC date.</summary>
    Date,

    /// <summary>A UTC time, to the minute.</summary>
    Time,
}
