using Serverless.Core.Validation;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>From when to when a strategy runs forward.</summary>
/// <param name="From">It trades from the first bar that opens then or later.</param>
/// <param name="AsOf">Bars that had not closed by then are not read.</param>
public sealed record PaperTerms(DateTimeOffset From, DateTimeOffset AsOf)
{
    /// <summary>Changes of its size, in order of time; full size before the first.</summary>
    public IReadOnlyList<SizeChange> Sizes { get; init; } = [];

    /// <summary>What it trades with, in order of time; the configuration's own parameters before the first.</summary>
    public IReadOnlyList<ParameterChoice> Choices { get; init; } = [];
}
