using Serverless.Core.Indicators;
using Serverless.Core.Validation;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Trains and tests strategies on walk-forward windows of the stored bars. Thread-safe.</summary>
public sealed class WindowEvaluation(EvaluationBars data, FeatureCache features, StrategySeal seal)
{
    /// <summary>Results of <paramref name="windows"/>, in their order, with the bars that were filled in.</summary>
    /// <exception cref="InvalidDataException">The stored bars are not those that the task names.</exception>
    public async Task<IReadOnlyList<WindowResult>> EvaluateAsync(StrategyTask task, IReadOnlyList<WalkForwardWindow> windows, CancellationToken cancellation)
    {
        var strategy = await seal.OpenAsync(task.Strategy, cancellation);
        var policy = task.Settings.MissingData;
        var bars = await data.LoadAsync(task.Dataset, policy, cancellation);
        using var indicators = features.SetOf(EvaluationBars.KeyOf(task.Dataset, policy), bars.Series, task.Dataset.Market);
        var evaluated = WalkForwardEvaluator.Evaluate(
            indicators, strategy, task.BacktestSettings, task.Settings.WalkForward, windows, cancellation);
        return [.. evaluated.Select(result => result with { FilledBars = bars.CountFilled(result.Window.TestStart, result.Window.TestEnd) })];
    }
}
