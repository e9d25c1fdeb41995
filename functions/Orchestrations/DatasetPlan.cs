using Serverless.Core.MarketData;
using Serverless.Core.Validation;

namespace Serverless.Functions.Orchestrations;

/// <summary>How one series is used in a cycle.</summary>
/// <param name="Info">The stored series.</param>
/// <param name="Windows">Its walk-forward windows, in order.</param>
public sealed record DatasetPlan(DatasetInfo Info, IReadOnlyList<WalkForwardWindow> Windows);
