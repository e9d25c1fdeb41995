using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Validation;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>The parts of a curve that no test part of a walk-forward analysis covers: what is known of them is in-sample.</summary>
internal static class SampleShades
{
    /// <summary>Of a curve; none without windows.</summary>
    public static IReadOnlyList<ChartShade> Of(ReportCurve curve, WalkForwardAnalysis? analysis)
    {
        var tests = (analysis?.Steps ?? []).Where(step => step.Reason is null).Select(step => step.Window).OrderBy(window => window.TestStart).ToList();
        if (tests.Count == 0)
            return [];
        var shades = new List<ChartShade>();
        var (at, end) = (curve.CloseTicks[0], curve.CloseTicks[^1]);
        foreach (var test in tests)
        {
            Add(at, Math.Min(test.TestStart.Ticks, end));
            at = Math.Max(at, test.TestEnd.Ticks);
        }

        Add(at, end);
        return shades;

        void Add(long from, long to)
        {
            if (to > from)
                shades.Add(new ChartShade("in-sample only", from, to));
        }
    }
}
