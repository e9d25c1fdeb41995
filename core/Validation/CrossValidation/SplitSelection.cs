using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.CrossValidation;

/// <summary>What one split selected among strategies whose returns are known, and what the selection earned on the test part.</summary>
/// <param name="Selected">Index of the strategy with the highest Sharpe ratio (n − 1) on the training part, the first of equals.</param>
/// <param name="Returns">Its returns on the test part, in order of time.</param>
public sealed record SplitSelection(int Selected, double[] Returns)
{
    /// <summary>Selects in each split. Sharpe ratios that are undefined count as 0.</summary>
    public static IReadOnlyList<SplitSelection> Run(ReturnMatrix trials, IReadOnlyList<DataSplit> splits)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(splits);
        double[][] columns = [.. Enumerable.Range(0, trials.Strategies).Select(trials.Column)];
        return [.. splits.Select(split =>
        {
            var sharpes = Array.ConvertAll(columns, column => ReturnStatistics.Sharpe(ReturnMoments.Of(Part(column, split.Train)), 1) ?? 0);
            var selected = Array.IndexOf(sharpes, sharpes.Max());
            return new SplitSelection(selected, Part(columns[selected], split.Test));
        })];
    }

    private static double[] Part(double[] column, IReadOnlyList<IndexRange> ranges) =>
        [.. ranges.SelectMany(range => new ArraySegment<double>(column, range.Start, range.Length))];
}
