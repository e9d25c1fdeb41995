namespace Serverless.Core.Portfolio;

/// <summary>What one model has in the target of an asset, as shares of net asset value.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Asked">What it asked for: its target times its budget.</param>
/// <param name="Weight">What is left of it after risk limits.</param>
public readonly record struct Contribution(string Model, double Asked, double Weight);
