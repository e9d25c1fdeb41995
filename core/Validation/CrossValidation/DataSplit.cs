namespace Serverless.Core.Validation.CrossValidation;

/// <summary>What one round trains on and tests on. Ranges are ascending and neither touch nor overlap within a part.</summary>
/// <param name="Train">Observations to train on.</param>
/// <param name="Test">Observations to test on; none of <paramref name="Train"/>.</param>
public sealed record DataSplit(IReadOnlyList<IndexRange> Train, IReadOnlyList<IndexRange> Test)
{
    /// <summary>Number of observations to train on.</summary>
    public int TrainCount => Train.Sum(range => range.Length);

    /// <summary>Number of observations to test on.</summary>
    public int TestCount => Test.Sum(range => range.Length);

    /// <summary>The observations of ranges, one by one.</summary>
    public static IEnumerable<int> Indices(IReadOnlyList<IndexRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range(range.Start, range.Length));
}
