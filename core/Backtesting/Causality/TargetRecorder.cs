using System.Globalization;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Causality;

/// <summary>Asks a signal for its target at every close and writes changes down.</summary>
internal struct TargetRecorder : ISignalRunner
{
    private readonly int end;

    public TargetRecorder(int first, int end) => (Bar, this.end) = (first, end);

    public List<Decision> Decisions { get; } = [];

    /// <summary>Index of the bar that was asked about last.</summary>
    public int Bar { get; private set; }

    public void Run<TSignal>(TSignal signal)
        where TSignal : struct, ISignal, allows ref struct
    {
        var held = 0.0;
        for (; Bar < end; Bar++)
        {
            var target = signal.Target(Bar, held);
            if (!target.Equals(held))
                Decisions.Add(new Decision(Bar, string.Create(CultureInfo.InvariantCulture, $"target {target:R}")));
            held = target;
        }
    }
}
