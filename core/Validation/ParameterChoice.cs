using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>Parameters that a deployed strategy trades with, and what they were chosen on.</summary>
/// <param name="From">From the first bar that opens then or later, until the next choice; bars that had not closed by then took no part in it.</param>
/// <param name="TrainStart">Begin of the training part, UTC.</param>
/// <param name="TrainEnd">Its end, UTC.</param>
/// <param name="Configuration">The parameters: the strategy's own configuration, or a child of it.</param>
public sealed record ParameterChoice(DateTimeOffset From, DateTime TrainStart, DateTime TrainEnd, StrategyConfiguration Configuration);
