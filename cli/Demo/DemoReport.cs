using Serverless.Cli.Api;

namespace Serverless.Cli.Demo;

/// <summary>What the demo prints at the end.</summary>
internal sealed record DemoReport(
    CycleStatus Status,
    IReadOnlyList<RegimeStatus> Regimes,
    byte[]? Scorecard,
    TimeSpan Elapsed,
    Uri Address,
    int BlobPort);
