namespace Serverless.Core.Strategies;

/// <summary>What a definition hands its strategy to: a loop over bars, compiled for each kind of strategy.</summary>
public interface IStrategyRunner
{
    /// <summary>Runs <paramref name="strategy"/>, which is fresh.</summary>
    void Run<TStrategy>(TStrategy strategy)
        where TStrategy : IBarStrategy;

    /// <summary>Runs a signal: whenever its target changes, an order to hold the new one.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="warmUp">Bars that must have closed before the first decision.</param>
    /// <param name="smallestTarget">Targets below it are held at it: −1, or 0 for no short positions.</param>
    void RunSignal<TSignal>(TSignal signal, int warmUp, double smallestTarget)
        where TSignal : struct, ISignal, allows ref struct;
}
