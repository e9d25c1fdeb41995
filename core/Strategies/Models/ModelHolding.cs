namespace Serverless.Core.Strategies.Models;

/// <summary>What a model last asked for of an asset.</summary>
/// <param name="Weight">Share of its budget; not 0.</param>
/// <param name="Since">UTC time of the decision since which it has asked for this side.</param>
public readonly record struct ModelHolding(double Weight, DateTimeOffset Since);
