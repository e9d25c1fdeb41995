namespace Serverless.Core.Strategies;

/// <summary>What a template hands its signal to: the bar loop, or a recorder of decisions.</summary>
public interface ISignalRunner
{
    /// <summary>Asks <paramref name="signal"/> for its decisions, bar by bar.</summary>
    void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct;
}
