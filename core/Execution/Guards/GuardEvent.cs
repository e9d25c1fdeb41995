namespace Serverless.Core.Execution.Guards;

/// <summary>One action of a guard.</summary>
/// <param name="Bar">Index of the bar in which, or at whose close, it acted.</param>
/// <param name="Guard">Which one.</param>
/// <param name="Value">What it saw, in the unit of <see cref="GuardKind"/>; of an order, what its fill would have led to.</param>
/// <param name="Limit">Its limit, in the same unit.</param>
/// <param name="Action">What it did.</param>
/// <param name="OrderId">The order that it acted on; 0 when on none.</param>
public readonly record struct GuardEvent(int Bar, GuardKind Guard, double Value, double Limit, GuardAction Action, int OrderId);
