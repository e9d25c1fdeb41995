using System.Text.Json;
using Serverless.Core.Metrics;
using Serverless.Core.Validation;
using Serverless.Core.Validation.CrossValidation;

namespace Serverless.Core.Tests.Validation.CrossValidation;

/// <summary>Splits against snippets of the book, skfolio, timeseriescv and scikit-learn.</summary>
public sealed class GoldenSplitTests
{
    [Fact]
    public void Purged_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("purged_kfold"))
        {
            var labels = Labels(golden);
            foreach (var (name, contact) in new[]
                     {
                         ("closed_intervals", LabelContact.Overlaps), ("afml_snippet_7_3_touching_allowed", LabelContact.Allowed),
                     })
            {
                var splits = KFold.Purged(labels, (int)golden.Number("k"), (int)golden.Number("embargo_observations"), contact);
                var expected = golden.ExpectedElement(name).EnumerateArray().ToList();
                Assert.Equal(expected.Count, splits.Count);
                foreach (var (fold, split) in expected.Zip(splits))
                {
                    Assert.Equal(fold.GetProperty("test").Deserialize<int[]>()!, DataSplit.Indices(split.Test));
                    Assert.Equal(fold.GetProperty("train").Deserialize<int[]>()!, DataSplit.Indices(split.Train));
                }
            }
        }
    }

    [Fact]
    public void CombinatorialPurged_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("combinatorial_purged_cv"))
        {
            var splits = new CombinatorialPurgedSplits((int)golden.Number("n_groups"), (int)golden.Number("n_test_groups"));
            golden.AssertEqual("n_splits", splits.Count);
            golden.AssertEqual("n_paths", splits.PathCount);
            golden.AssertEqual("train_fraction", splits.TrainShare);
            AssertTable(golden, "test_groups_by_split_lexicographic", splits.Count, splits.TestGroupsOf);
            AssertTable(golden, "split_index_by_path_and_group", splits.PathCount, splits.SplitsOf);
            AssertTable(golden, "path_id_by_split_and_testgroup", splits.Count, splits.PathsOf);
            if (golden.Expects("splits"))
                AssertSplits(golden, splits);
            if (golden.Expects("path_returns"))
                AssertPaths(golden, splits);
        }
    }

    [Fact]
    public void WalkForward_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("walk_forward").Where(golden => golden.Expects("rolling_keep_partial_last_test")))
        {
            foreach (var (name, mode) in new[] { ("rolling", WalkForwardMode.Rolling), ("anchored", WalkForwardMode.Anchored) })
            {
                foreach (var keep in new[] { false, true })
                {
                    var splits = TimeSeriesSplits.WalkForward(
                        (int)golden.Number("n"), (int)golden.Number("train_size"), (int)golden.Number("test_size"), (int)golden.Number("gap"), mode, keep);
                    AssertWindows(golden.ExpectedElement(keep ? $"{name}_keep_partial_last_test" : name), splits);
                }
            }
        }
    }

    [Fact]
    public void Expanding_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("walk_forward").Where(golden => golden.Has("n_splits")))
        {
            int? Optional(string name) => golden.Input(name).ValueKind == JsonValueKind.Null ? null : (int)golden.Number(name);
            var splits = TimeSeriesSplits.Expanding(
                (int)golden.Number("n"), (int)golden.Number("n_splits"), (int)golden.Number("gap"), Optional("test_size"), Optional("max_train_size"));
            AssertWindows(golden.ExpectedElement("splits"), splits);
        }
    }

    [Fact]
    public void WalkForwardSelection_GoldenCase_IsEqual()
    {
        var golden = GoldenCase.Read("walk_forward").Single(golden => golden.Has("rule"));
        var trials = ReturnMatrix.FromRows(golden.Matrix("returns_matrix"));
        foreach (var (name, mode) in new[] { ("rolling", WalkForwardMode.Rolling), ("anchored", WalkForwardMode.Anchored) })
        {
            var splits = TimeSeriesSplits.WalkForward(
                trials.Periods, (int)golden.Number("train_size"), (int)golden.Number("test_size"), mode: mode);
            var selection = SplitSelection.Run(trials, splits);
            Assert.Equal(golden.ExpectedElement($"{name}.selected_by_window").Deserialize<int[]>(), selection.Select(split => split.Selected));
            double[] returns = [.. selection.SelectMany(split => split.Returns)];
            golden.AssertEqual($"{name}.oos_returns", returns);
            golden.AssertEqual($"{name}.oos_sharpe_per_period_ddof1", ReturnStatistics.Sharpe(ReturnMoments.Of(returns), 1));
        }
    }

    private static LabelSpans Labels(GoldenCase golden) => golden.Has("label_start")
        ? new LabelSpans(golden.Input("label_start").Deserialize<long[]>()!, golden.Input("label_end").Deserialize<long[]>()!)
        : LabelSpans.OfBars((int)golden.Number("n"), (int)golden.Number("purge_observations_each_side"));

    private static void AssertTable(GoldenCase golden, string path, int count, Func<int, IReadOnlyList<int>> row)
    {
        if (golden.Expects(path))
            Assert.Equal(golden.ExpectedElement(path).Deserialize<int[][]>()!, Enumerable.Range(0, count).Select(row));
    }

    private static void AssertSplits(GoldenCase golden, CombinatorialPurgedSplits splits)
    {
        var labels = Labels(golden);
        var embargo = (int)golden.Number(golden.Has("embargo_observations") ? "embargo_observations" : "embargo_observations_right");
        var i = 0;
        foreach (var expected in golden.ExpectedElement("splits").EnumerateArray())
        {
            Assert.Equal(expected.GetProperty("test_groups").Deserialize<int[]>()!, splits.TestGroupsOf(i));
            Assert.Equal(expected.GetProperty("train").Deserialize<int[]>()!, DataSplit.Indices(splits.Split(i, labels, embargo).Train));
            i++;
        }

        Assert.Equal(splits.Count, i);
    }

    private static void AssertPaths(GoldenCase golden, CombinatorialPurgedSplits splits)
    {
        var returns = golden.Numbers("base_returns");
        var labels = LabelSpans.OfBars(returns.Length, horizon: 0);
        var outOfSample = Enumerable.Range(0, splits.Count)
            .Select(split => DataSplit.Indices(splits.Split(split, labels, 0).Test).Select(t => returns[t] + (0.001 * split)).ToArray())
            .ToArray();
        var paths = splits.Assemble(outOfSample, returns.Length);
        var expected = golden.ExpectedElement("path_returns").Deserialize<double[][]>()!;
        Assert.Equal(expected.Length, paths.Length);
        Assert.All(expected.Zip(paths), pair => Assert.All(pair.First.Zip(pair.Second), point => Assert.Equal(point.First, point.Second, 1e-14)));
        golden.AssertEqual(
            "path_sharpe_per_period_ddof1", Array.ConvertAll(paths, path => ReturnStatistics.Sharpe(ReturnMoments.Of(path), 1)!.Value));
    }

    private static void AssertWindows(JsonElement expected, IReadOnlyList<DataSplit> splits)
    {
        Assert.Equal(
            expected.EnumerateArray().Select(window => (
                window.GetProperty("train_first").GetInt32(),
                window.GetProperty("train_last").GetInt32(),
                window.GetProperty("test_first").GetInt32(),
                window.GetProperty("test_last").GetInt32())),
            splits.Select(split => (split.Train[0].Start, split.Train[0].End - 1, split.Test[0].Start, split.Test[0].End - 1)));
    }
}
