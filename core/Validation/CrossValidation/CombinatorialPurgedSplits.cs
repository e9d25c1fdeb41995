namespace Serverless.Core.Validation.CrossValidation;

/// <summary>
/// Combinatorial purged cross-validation (López de Prado, 2018, chapter 12): N contiguous groups, of which every k are tested once, so that
/// the tests make up φ = C(N − 1, k − 1) whole histories, the paths. Splits are in lexicographic order of their test groups; path j takes, for
/// every group, the j-th split that tests it.
/// </summary>
public sealed class CombinatorialPurgedSplits
{
    private const long MostSplits = 1_000_000;
    private readonly int[][] testGroups;
    private readonly int[][] paths;
    private readonly int[][] pathsOfSplit;

    /// <summary>Numbers splits and paths.</summary>
    /// <param name="groups">N, at least 2.</param>
    /// <param name="testGroups">k, 1 … N − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than a million splits.</exception>
    public CombinatorialPurgedSplits(int groups, int testGroups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(testGroups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(testGroups, groups);
        if (groups > 60 || Combinations.Count(groups, testGroups) > MostSplits)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"{testGroups} of {groups} groups make more than {MostSplits:N0} splits.");
        Groups = groups;
        this.testGroups = [.. Combinations.Lexicographic(groups, testGroups)];
        paths = [.. Enumerable.Range(0, (int)Combinations.Count(groups - 1, testGroups - 1)).Select(_ => new int[groups])];
        var next = new int[groups];
        pathsOfSplit = Array.ConvertAll(this.testGroups, tested => Array.ConvertAll(tested, group => next[group]++));
        for (var split = 0; split < Count; split++)
        {
            foreach (var (path, group) in pathsOfSplit[split].Zip(this.testGroups[split]))
                paths[path][group] = split;
        }
    }

    /// <summary>N.</summary>
    public int Groups { get; }

    /// <summary>C(N, k).</summary>
    public int Count => testGroups.Length;

    /// <summary>φ = C(N − 1, k − 1).</summary>
    public int PathCount => paths.Length;

    /// <summary>Share of the groups that each split trains on, before purging.</summary>
    public double TrainShare => 1 - ((double)testGroups[0].Length / Groups);

    /// <summary>Groups that a split tests, ascending.</summary>
    public IReadOnlyList<int> TestGroupsOf(int split) => testGroups[split];

    /// <summary>The split from which a path takes each group.</summary>
    public IReadOnlyList<int> SplitsOf(int path) => paths[path];

    /// <summary>The path that each test group of a split belongs to, in the order of <see cref="TestGroupsOf"/>.</summary>
    public IReadOnlyList<int> PathsOf(int split) => pathsOfSplit[split];

    /// <summary>Applies one split to observations; test groups that are neighbours are one block before purging.</summary>
    /// <param name="split">Number of the split.</param>
    /// <param name="labels">Spans of all observations, at least N.</param>
    /// <param name="embargo">Observations left out after every block; not negative.</param>
    public DataSplit Split(int split, LabelSpans labels, int embargo)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var groups = IndexRange.Divide(labels.Count, Groups);
        var test = Purging.Merge(Array.ConvertAll(testGroups[split], group => groups[group]));
        return new DataSplit(Purging.TrainOf(labels, test, embargo), test);
    }

    /// <summary>Puts the paths together.</summary>
    /// <param name="outOfSample">Of each split, the returns of its test observations in order of time.</param>
    /// <param name="count">Number of observations.</param>
    /// <returns>φ arrays of <paramref name="count"/> returns.</returns>
    /// <exception cref="ArgumentException">There is not one array for each split, or one has another length than its test groups.</exception>
    public double[][] Assemble(IReadOnlyList<double[]> outOfSample, int count)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        if (outOfSample.Count != Count)
            throw new ArgumentException($"There are returns of {outOfSample.Count} splits; there must be {Count}.", nameof(outOfSample));
        var groups = IndexRange.Divide(count, Groups);
        var histories = Array.ConvertAll(paths, _ => new double[count]);
        for (var split = 0; split < Count; split++)
        {
            var length = testGroups[split].Sum(group => groups[group].Length);
            if (outOfSample[split].Length != length)
                throw new ArgumentException($"Split {split} has {outOfSample[split].Length} returns; it tests {length} observations.", nameof(outOfSample));
            var path = PathsOf(split);
            for (int i = 0, from = 0; i < path.Count; i++)
            {
                var range = groups[testGroups[split][i]];
                outOfSample[split].AsSpan(from, range.Length).CopyTo(histories[path[i]].AsSpan(range.Start));
                from += range.Length;
            }
        }

        return histories;
    }
}
