using Serverless.Core.Scoring;

namespace Serverless.Core.Lifecycle;

/// <summary>Which strategies of a scorecard are in its top.</summary>
public static class TopShare
{
    /// <summary>The last rank that is in the top: the largest whole number up to the share of all ranked strategies, at least 1.</summary>
    public static int LastRank(int ranked, double share) => Math.Max(1, (int)Math.Floor((ranked * share) + 1e-9));

    /// <summary>Whether each ranked strategy is in the top, in order of rank; those without a rank are left out.</summary>
    public static IReadOnlyList<(ScorecardRow Row, bool InTop)> Of(IEnumerable<ScorecardRow> rows, double share)
    {
        var ranked = rows.Where(row => row.Rank is not null).OrderBy(row => row.Rank).ToList();
        var last = LastRank(ranked.Count, share);
        return ranked.ConvertAll(row => (row, row.Rank <= last));
    }
}
