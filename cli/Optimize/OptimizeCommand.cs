using System.CommandLine;
using Serverless.Cli.Backtests;
using Serverless.Cli.Experiments;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;
using Serverless.Infra.Optimizations;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Optimize;

/// <summary><c>optimize</c>: searches the parameters of a signal on a series, or those of the models of a platform, on all cores of this machine.</summary>
internal static class OptimizeCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        options.Parameters.Description = "Another range of a parameter, for example --param fast=5..60:5, or --param fast=20 to hold it fixed; of models, --param EquityTrendModel_v1.average=100..300:50; repeatable.";
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
            var search = await PrepareAsync(parsed, cancellation);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            var result = await new OptimizeView(Consoles.Error, TimeProvider.System).ProgressAsync(search.Settings.Trials, report => Task.Run(
                () => OptimizationLoop.Run(search.Subject, search.Settings, Environment.ProcessorCount, report, cancellation), cancellation));
            if (recorder is not null)
                await recorder.RecordAsync(await search.Record.OfOptimizationAsync(result), cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(result));
            else
                OptimizeTables.Write(Consoles.Output, result);
            return ExitCode.Success;
        });
        return command;

        async Task<PreparedSearch> PrepareAsync(ParseResult parsed, CancellationToken cancellation)
        {
            IReadOnlyList<string> given = parsed.GetValue(options.Parameters) ?? [];
            if (await options.FindPlatformAsync(parsed, setsParameters: false, cancellation) is { } platform)
            {
                return Checked(() => PreparedSearch.Of(
                    platform.Configuration, platform.Run, Settings(parsed) with { Ranges = ModelSearch.RangesOf(platform.Configuration, given) }, RunOrigin.CurrentCode));
            }

            var run = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            return Checked(() => PreparedSearch.Of(
                run.Schema, run.Configuration, run.Bars, Settings(parsed) with { Ranges = SignalSearch.RangesOf(run.Configuration, given) }, RunOrigin.CurrentCode));
        }

        SearchSettings Settings(ParseResult parsed) => new()
        {
            Method = parsed.GetValue(method),
            Trials = parsed.GetValue(trials),
            BatchSize = parsed.GetValue(batch),
            Seed = parsed.GetValue(seed),
            TestShare = parsed.GetValue(test),
            Objective = new Objective(parsed.GetValue(objective)!, parsed.GetValue(minimise)) { Limits = [.. (parsed.GetValue(limits) ?? []).Select(FigureLimit.Parse)] },
        };
    }

    private static PreparedSearch Checked(Func<PreparedSearch> prepare)
    {
        try
        {
            return prepare();
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }
}
