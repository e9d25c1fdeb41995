using Serverless.Cli.Api;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Cli.Demo;

/// <summary>What the demo prints at the end.</summary>
internal sealed record DemoReport(
    CycleStatus Status,
    AuditStatus Seal,
    RegimesStatus Regimes,
    byte[]? Scorecard,
    CycleEvidence? Evidence,
    TimeSpan Elapsed,
    Uri Address,
    int BlobPort,
    string KeyringFile);
