using Serverless.Core.Scoring.Evidence;

namespace Serverless.Functions.Activities;

/// <summary>Content of a cycle's evidence blob.</summary>
/// <param name="Evidence">What was found; null where there was too little to judge.</param>
public sealed record AssessedCycle(CycleEvidence? Evidence);
