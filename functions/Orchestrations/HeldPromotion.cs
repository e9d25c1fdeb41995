using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>A promotion by rule that waits for a person.</summary>
/// <param name="Promotion">What is to be done.</param>
/// <param name="Room">The demotion that makes room for it; null when there is room.</param>
public sealed record HeldPromotion(TransitionRequest Promotion, TransitionRequest? Room);
