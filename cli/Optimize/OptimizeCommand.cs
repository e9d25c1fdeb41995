using System.CommandLine;
using Serverless.Cli.Backtests;
using Serverless.Cli.Experiments;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Optimize;

/// <summary><c>optimize</c>: searches the parameters of a signal on a series, on all cores of this machine.</summary>
internal static class OptimizeCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        options.Parameters.Description = "Another range of a parameter, for example --param fast=5..60:5, or --param fast=20 to hold it fixed; repeatable.";
        var method = new Option<SearchMethod>("--method") { Description = "How parameter sets are chosen.", DefaultValueFactory = _ => SearchMethod.Bayesian };
        var trials = new Option<int>("--trials") { Description = "Most backtests.", DefaultValueFactory = _ => 200 };
        var batch = new Option<int>("--batch") { Description = "Parameter sets that are proposed at once; the result depends on it.", DefaultValueFactory = _ => 20 };
        var seed = new Option<long>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var objective = new Option<string>("--objective") { Description = $"Figure to look for: {string.Join(", ", RunFigures.Names)}.", DefaultValueFactory = _ => "balancedPerformance" };
        var minimise = new Option<bool>("--minimise") { Description = "Less of the figure is better." };
        var limits = new Option<string[]>("--limit") { Description = "What a run must keep, for example 'trades>=30' or 'maxDrawdown<=0.25'; repeatable." };
        var test = new Option<double>("--test-share") { Description = "Last part of the bars that the search does not see; the best set is tried there once.", DefaultValueFactory = _ => 0.3 };
        var json = new Option<bool>("--json") { Description = "Print settings and every trial as one JSON document." };
        var command = new Command("optimize", "Search for the parameters of a strategy, here and now: seven methods, the best tried once on unseen bars.")
        {
            method, trials, batch, seed, objective, minimise, limits, test, json,
        };
        var experiments = new ExperimentOptions();
        options.AddTo(command);
        experiments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            var input = SignalInput.Of(run);
            var settings = new OptimizationSettings
            {
                Template = input.Template.Name,
                Symbol = input.Bars.Symbol,
                Backtest = input.Settings,
                Method = parsed.GetValue(method),
                Trials = parsed.GetValue(trials),
                BatchSize = parsed.GetValue(batch),
                Seed = parsed.GetValue(seed),
                TestShare = parsed.GetValue(test),
                Objective = new Objective(parsed.GetValue(objective)!, parsed.GetValue(minimise)) { Limits = [.. (parsed.GetValue(limits) ?? []).Select(OptimizeArguments.ParseLimit)] },
                Ranges = [.. (parsed.GetValue(options.Parameters) ?? []).Select(OptimizeArguments.ParseRange)],
            };
            OptimizeArguments.Check(settings);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            var result = await new OptimizeRun(new OptimizeView(Consoles.Error, TimeProvider.System)).RunAsync(input.Bars, settings, cancellation);
            if (recorder is not null)
                await recorder.RecordAsync(await SearchRuns.OfOptimizationAsync(run, result), cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(result));
            else
                OptimizeTables.Write(Consoles.Output, result);
            return ExitCode.Success;
        });
        return command;
    }
}
