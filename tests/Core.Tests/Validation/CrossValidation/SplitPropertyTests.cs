using Serverless.Core.Randomness;
using Serverless.Core.Validation;
using Serverless.Core.Validation.CrossValidation;

namespace Serverless.Core.Tests.Validation.CrossValidation;

public sealed class SplitPropertyTests
{
    [Fact]
    public void Purged_RandomLabels_NeverShareTimeWithTheTest()
    {
        var random = new SeededRandom(51);
        for (var trial = 0; trial < 200; trial++)
        {
            var labels = RandomLabels(random, 10 + random.NextInt(60));
            var embargo = random.NextInt(4);
            foreach (var split in KFold.Purged(labels, 2 + random.NextInt(5), embargo))
                AssertClean(labels, split, embargo);
        }
    }

    [Fact]
    public void Combinatorial_RandomShapes_TestEveryObservationEquallyOften()
    {
        var random = new SeededRandom(52);
        for (var trial = 0; trial < 40; trial++)
        {
            var groups = 3 + random.NextInt(5);
            var splits = new CombinatorialPurgedSplits(groups, 1 + random.NextInt(groups - 1));
            var labels = RandomLabels(random, groups + random.NextInt(40));
            var tested = new int[labels.Count];
            for (var i = 0; i < splits.Count; i++)
            {
                var split = splits.Split(i, labels, embargo: 1);
                AssertClean(labels, split, embargo: 1);
                foreach (var t in DataSplit.Indices(split.Test))
                    tested[t]++;
                foreach (var (path, group) in splits.PathsOf(i).Zip(splits.TestGroupsOf(i)))
                    Assert.Equal(i, splits.SplitsOf(path)[group]);
            }

            Assert.All(tested, count => Assert.Equal(splits.PathCount, count));
        }
    }

    [Fact]
    public void Nested_InnerSplits_SeeNothingOfTheOuterTest()
    {
        var random = new SeededRandom(53);
        for (var trial = 0; trial < 50; trial++)
        {
            var labels = RandomLabels(random, 60 + random.NextInt(40));
            foreach (var (outer, inner) in NestedSplit.Create(labels, outerFolds: 4, innerFolds: 3, embargo: 2))
            {
                AssertClean(labels, outer, embargo: 2);
                Assert.Equal(DataSplit.Indices(outer.Train), inner.SelectMany(split => DataSplit.Indices(split.Test)));
                foreach (var split in inner)
                {
                    AssertClean(labels, split, embargo: 2);
                    Assert.Subset(DataSplit.Indices(outer.Train).ToHashSet(), DataSplit.Indices(split.Train).ToHashSet());
                }
            }
        }
    }

    [Fact]
    public void HoldOut_Default_IsSeventyTwentyTen()
    {
        var split = HoldOut.Split(1_000);

        Assert.Equal((new IndexRange(0, 700), new IndexRange(700, 900), new IndexRange(900, 1_000)), (split.Train, split.Validation, split.Test));
        Assert.Equal(new IndexRange(905, 1_000), HoldOut.Split(1_000, gap: 5).Test);
        Assert.Throws<ArgumentException>(() => HoldOut.Split(1_000, 0.8, 0.2));
        Assert.Throws<ArgumentException>(() => HoldOut.Split(3));
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Split(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Split(3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Purged(LabelSpans.OfBars(10, 1), 2, embargo: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CombinatorialPurgedSplits(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CombinatorialPurgedSplits(40, 20));
        Assert.Throws<ArgumentException>(() => new LabelSpans([0, 2, 1], [3, 3, 3]));
        Assert.Throws<ArgumentException>(() => new LabelSpans([0, 2], [3, 1]));
        Assert.Throws<ArgumentException>(() => TimeSeriesSplits.Expanding(10, 5, testLength: 2));
        Assert.Empty(TimeSeriesSplits.WalkForward(10, 9, 2));
        foreach (var test in new IndexRange[][] { [new(3, 3)], [new(8, 11)], [new(-1, 2)], [new(4, 6), new(5, 8)] })
            Assert.Throws<ArgumentException>(() => Purging.TrainOf(LabelSpans.OfBars(10, 1), test, embargo: 0));
    }

    [Fact]
    public void Embargo_LongerThanTheRest_DropsTheRest()
    {
        var split = KFold.Purged(LabelSpans.OfBars(20, 0), 4, embargo: 100)[1];

        Assert.Equal([new IndexRange(0, 5)], split.Train);
        Assert.Equal([new IndexRange(5, 10)], split.Test);
    }

    private static void AssertClean(LabelSpans labels, DataSplit split, int embargo)
    {
        int[] test = [.. DataSplit.Indices(split.Test)];
        foreach (var i in DataSplit.Indices(split.Train))
        {
            Assert.DoesNotContain(i, test);
            Assert.All(test, j => Assert.True(labels.End(i) < labels.Start(j) || labels.Start(i) > labels.End(j), $"{i} shares time with {j}"));
        }

        foreach (var block in Purging.Merge(split.Test))
        {
            var after = Enumerable.Range(0, labels.Count).Where(i => labels.Start(i) > labels.LastEnd(block)).Take(embargo);
            Assert.Empty(after.Intersect(DataSplit.Indices(split.Train)));
        }
    }

    private static LabelSpans RandomLabels(SeededRandom random, int count)
    {
        long[] starts = new long[count], ends = new long[count];
        for (var i = 0; i < count; i++)
        {
            starts[i] = i == 0 ? 0 : starts[i - 1] + random.NextInt(3);
            ends[i] = starts[i] + random.NextInt(5);
        }

        return new LabelSpans(starts, ends);
    }
}
