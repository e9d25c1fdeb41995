using Serverless.Core.Regimes;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A market now, and when its strategies were last judged.</summary>
/// <param name="Anchor">The regime by which they were last evaluated; null when they never were.</param>
/// <param name="Now">The present regime.</param>
public sealed record MarketChange(RegimeSnapshot? Anchor, RegimeSnapshot Now);
