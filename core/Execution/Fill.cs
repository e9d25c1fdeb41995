namespace Serverless.Core.Execution;

/// <summary>One executed order.</summary>
/// <param name="Quantity">Units; negative when sold.</param>
/// <param name="Price">Price paid or received, slippage included.</param>
/// <param name="Commission">Commission, in quote currency.</param>
/// <param name="Slippage">What slippage cost, in quote currency.</param>
internal readonly record struct Fill(double Quantity, double Price, double Commission, double Slippage);
