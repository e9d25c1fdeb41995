using System.Collections.Immutable;

namespace Serverless.Core.Lifecycle;

/// <summary>What the last look at a strategy on paper has found.</summary>
/// <param name="Days">Days on paper with returns.</param>
/// <param name="Findings">
/// Rules that found something, without the fixed rule of drift: luck alone passes its thresholds too often to keep a strategy from going live. And
/// <see cref="NothingHeld"/>.
/// </param>
public sealed record PaperTrial(int Days, ImmutableArray<string> Findings)
{
    /// <summary>Days after which a look is too old to go by.</summary>
    public const int DaysFresh = 2;

    /// <summary>
    /// Said of what has held no position on paper: nothing shows yet that it trades.
    /// </summary>
    public const string NothingHeld = "nothing-held";
}
