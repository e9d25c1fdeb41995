namespace Serverless.Core.Tests.Indicators;

/// <summary>Kinds of series that features must cope with.</summary>
internal enum SeriesKind
{
    /// <summary>A random walk.</summary>
    Walk,

    /// <summary>One price for all.</summary>
    Flat,

    /// <summary>A walk that is a millionfold for some bars.</summary>
    Extreme,

    /// <summary>A walk among billionths.</summary>
    Tiny,

    /// <summary>A walk whose first bars have no prices.</summary>
    MissingPrefix,
}
