using Serverless.Core.Execution.Guards;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>One action of a guard of the account.</summary>
/// <param name="Time">UTC time of the step at which it acted.</param>
/// <param name="Guard">Which one.</param>
/// <param name="Value">What it saw, in the unit of <see cref="GuardKind"/>.</param>
/// <param name="Limit">Its limit, in the same unit.</param>
/// <param name="Action">What it did, to all strategies.</param>
public readonly record struct PortfolioGuardEvent(DateTime Time, GuardKind Guard, double Value, double Limit, GuardAction Action);
