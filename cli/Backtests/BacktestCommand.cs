using System.CommandLine;
using Serverless.Cli.Experiments;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary><c>backtest</c>: strategies over bars, on one account.</summary>
internal static class BacktestCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        var output = new Option<string?>("--out") { Description = "Write orders, fills, trades, equity and more as Parquet, and summary.json, into this folder." };
        var logs = new Option<string?>("--logs") { Description = "Write trades.log, orders.log, performance.log and errors.log, lines of JSON, into this folder." };
        var experiments = new ExperimentOptions();
        var json = new Option<bool>("--json") { Description = "Print the summary as one JSON document on stdout." };
        var prove = new Option<bool>("--prove-causal") { Description = "Search for look-ahead instead: replace the future after many bars, and see whether a decision before it changes." };
        var cuts = new Option<int>("--cuts") { Description = "Bars after which --prove-causal replaces the future.", DefaultValueFactory = _ => 50 };
        cuts.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
                result.AddError("--cuts must be at least 1.");
        });
        var command = new Command("backtest", "Run a strategy, several on several symbols, or the models of a platform over bars: figures, costs, an equity chart, files.") { output, logs, json, prove, cuts };
        options.AddTo(command);
        experiments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await options.FindPlatformAsync(parsed, setsParameters: true, cancellation) is { } platform)
            {
                if (parsed.GetValue(prove))
                    throw new CommandException("--prove-causal takes one strategy on one symbol.", ExitCode.Usage);
                await using var runs = await experiments.OpenAsync(parsed, options, cancellation, platform.Configuration.Experiment);
                return await new PlatformBacktest(new RunOutput(runs, parsed.GetValue(output), parsed.GetValue(logs)), parsed.GetValue(json)).RunAsync(platform, cancellation);
            }

            var request = await options.ReadRequestAsync(parsed, setsParameters: true, isSingle: parsed.GetValue(prove), cancellation);
            if (parsed.GetValue(prove))
                return CausalityRun.Execute(request.Single(), parsed.GetValue(cuts), parsed.GetValue(json), cancellation);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            return await new BacktestRun(new RunOutput(recorder, parsed.GetValue(output), parsed.GetValue(logs)), parsed.GetValue(json)).RunAsync(request, cancellation);
        });
        return command;
    }
}
