using Serverless.Core.Reporting.Runs;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What a tear sheet is made with, beside the run.</summary>
public sealed record TearSheetOptions
{
    /// <summary>What the run is compared with; null for what the run itself names, if it does.</summary>
    public ReportBenchmark? Benchmark { get; init; }

    /// <summary>Verdict of tests against luck; null when there was none.</summary>
    public ReportEvidence? Evidence { get; init; }

    /// <summary>Resampled histories for intervals and the cone.</summary>
    public BootstrapSettings Bootstrap { get; init; } = new() { Replications = 1000, Seed = 1 };
}
