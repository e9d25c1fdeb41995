namespace Serverless.Core.Strategies;

/// <summary>The decision of a strategy at the close of a bar. Implementations are structs, so that the bar loop inlines them.</summary>
public interface ISignal
{
    /// <summary>Position to hold from the next open on, as a share of the full size: −1 (short) … 0 (flat) … +1 (long).</summary>
    /// <param name="bar">Index of the bar that has just closed; nothing after it may be read.</param>
    /// <param name="held">The position decided before, 0 at the start of a run.</param>
    double Target(int bar, double held);
}
