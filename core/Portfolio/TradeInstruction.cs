using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio;

/// <summary>A change of one asset's weight to be traded.</summary>
/// <param name="Asset">Symbol.</param>
/// <param name="Current">Weight held.</param>
/// <param name="Target">Weight wanted.</param>
/// <param name="Value">Value to buy, or negative to sell, in quote currency.</param>
/// <param name="Urgency">How soon.</param>
public sealed record TradeInstruction(string Asset, double Current, double Target, double Value, Urgency Urgency)
{
    /// <summary>Target less current.</summary>
    public double Delta => Target - Current;

    /// <summary>Whether it lowers the size of the position without turning it.</summary>
    public bool Reduces => Math.Abs(Target) < Math.Abs(Current) && Current * Target >= 0;
}
