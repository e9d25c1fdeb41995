using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>One decision of a run, with all that led to it.</summary>
/// <param name="Risk">Time, net asset value and losses.</param>
/// <param name="Held">Weights held when it was made, of assets that are held.</param>
/// <param name="Wishes">Decision of each model that runs, by its name.</param>
/// <param name="Decision">What was asked, allowed and planned.</param>
public sealed record ModelStep(
    RiskState Risk, IReadOnlyDictionary<string, double> Held, IReadOnlyDictionary<string, ModelDecision> Wishes, PortfolioDecision Decision);
