namespace Serverless.Core.Strategies.Models;

/// <summary>What a model decided at one time. Assets of its universe that it does not name are to be flat.</summary>
/// <param name="Targets">Targets, each asset once.</param>
public sealed record ModelDecision(IReadOnlyList<ModelTarget> Targets)
{
    // Shares such as 1 ÷ 3 need not sum to 1 exactly.
    private const double Rounding = 1e-9;

    /// <summary>Assets that could not be decided on, for lack of data; their targets repeat what the model holds.</summary>
    public IReadOnlyList<SkippedAsset> Skipped { get; init; } = [];

    /// <summary>Why the decision cannot be followed, with the asset at fault, or null when it can.</summary>
    public string? FindProblem()
    {
        var gross = 0.0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in Targets)
        {
            if (!seen.Add(target.Asset))
                return $"{target.Asset} has two targets.";
            if (!(Math.Abs(target.Weight) <= 1))
                return FormattableString.Invariant($"the target of {target.Asset} is {target.Weight}; it must be a share of the budget, -1 to 1.");
            if (target.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
                return FormattableString.Invariant($"the confidence in {target.Asset} is {confidence}; it must be 0 to 1.");
            if (target.Horizon is { } horizon && horizon <= TimeSpan.Zero)
                return $"the horizon of {target.Asset} is {horizon}; it must be positive.";
            gross += Math.Abs(target.Weight);
        }

        return gross <= 1 + Rounding ? null : FormattableString.Invariant($"the targets add up to {gross} of the budget; at most 1 is there.");
    }
}
