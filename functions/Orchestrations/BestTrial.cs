namespace Serverless.Functions.Orchestrations;

/// <summary>The best trial so far.</summary>
/// <param name="Number">Position among all proposals, from 0.</param>
/// <param name="Objective">The figure that is maximised.</param>
/// <param name="Parameters">Values by name, sealed for the optimisation; <see cref="Hosting.StrategySeal"/> opens them.</param>
public sealed record BestTrial(int Number, double Objective, string Parameters);
