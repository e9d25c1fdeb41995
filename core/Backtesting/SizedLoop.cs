using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>The bar loop for a strategy of which only a share is held, bar by bar; the strategy itself knows nothing of that.</summary>
/// <param name="loop">The loop.</param>
/// <param name="sizes">The share, 0 … 1, to hold in each bar to trade.</param>
/// <param name="start">Index of the first of these bars.</param>
/// <param name="allowShort">Whether short positions are taken.</param>
internal ref struct SizedLoop(BarLoop loop, ReadOnlySpan<double> sizes, int start, bool allowShort) : ISignalRunner
{
    private readonly ReadOnlySpan<double> sizes = sizes;

    public BarLoop Loop = loop;

    public void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct => Loop.Run(new Sized<TSignal>(signal, sizes, start, allowShort ? -1 : 0));

    private ref struct Sized<TSignal>(TSignal signal, ReadOnlySpan<double> sizes, int start, double smallestTarget) : ISignal
        where TSignal : struct, ISignal, allows ref struct
    {
        private readonly ReadOnlySpan<double> sizes = sizes;
        private TSignal signal = signal;
        private double decided;

        public double Target(int bar, double held)
        {
            decided = Math.Max(signal.Target(bar, decided), smallestTarget);
            return decided * sizes[bar + 1 - start];
        }
    }
}
