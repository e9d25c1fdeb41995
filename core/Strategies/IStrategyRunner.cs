namespace Serverless.Core.Strategies;

/// <summary>What a definition hands its strategy to: a loop over bars, compiled for each kind of strategy.</summary>
public interface IStrategyRunner
{
    /// <summary>Runs <paramref name="strategy"/>, which is fresh.</summary>
    void Run<TStrategy>(TStrategy strategy)
        where TStrategy : IBarStrategy, allows ref struct;
}
