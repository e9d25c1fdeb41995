using System.Collections.Immutable;
using System.CommandLine;
using Serverless.Cli.Backtests;
using Serverless.Cli.Experiments;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

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
            var platform = await options.FindPlatformAsync(parsed, setsParameters: false, cancellation);
            var result = platform is null ? await SignalAsync(parsed, cancellation) : await ModelsAsync(parsed, platform, cancellation);
            if (!parsed.GetValue(json))
                OptimizeTables.Write(Consoles.Output, result);
            else if (platform is null)
                Console.WriteLine(CommandJson.Serialize(result));
            else
                Console.WriteLine(CommandJson.Serialize(new { Configuration = platform.Configuration.Hash, Settings = ModelSearch.Described(result.Settings), result.Trials, result.Best, result.OutOfSample, result.Multiplicity }));
            return ExitCode.Success;
        });
        return command;

        async Task<OptimizationResult> SignalAsync(ParseResult parsed, CancellationToken cancellation)
        {
            var run = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            var input = SignalInput.Of(run);
            var settings = Settings(parsed, input.Template.Name, input.Bars.Symbol, [.. (parsed.GetValue(options.Parameters) ?? []).Select(OptimizeArguments.ParseRange)]) with
            {
                Backtest = input.Settings,
            };
            OptimizeArguments.Check(settings);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            var result = await new OptimizeRun(View()).RunAsync(input.Bars, settings, cancellation);
            if (recorder is not null)
                await recorder.RecordAsync(await SearchRuns.OfOptimizationAsync(run, result), cancellation);
            return result;
        }

        async Task<OptimizationResult> ModelsAsync(ParseResult parsed, PlatformRequest request, CancellationToken cancellation)
        {
            var search = new ModelSearch(request, parsed.GetValue(options.Parameters) ?? []);
            var settings = Settings(parsed, request.Configuration.Experiment, string.Join('+', request.Configuration.Symbols), search.Ranges);
            ModelSearch.Check(settings);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            var result = await search.RunAsync(settings, View(), cancellation);
            if (recorder is not null)
                await recorder.RecordAsync(await SearchRuns.OfOptimizationAsync(request, search.Schema, result), cancellation);
            return result;
        }

        OptimizationSettings Settings(ParseResult parsed, string template, string symbol, ImmutableArray<ParameterRange> ranges) => new()
        {
            Template = template,
            Symbol = symbol,
            Method = parsed.GetValue(method),
            Trials = parsed.GetValue(trials),
            BatchSize = parsed.GetValue(batch),
            Seed = parsed.GetValue(seed),
            TestShare = parsed.GetValue(test),
            Objective = new Objective(parsed.GetValue(objective)!, parsed.GetValue(minimise)) { Limits = [.. (parsed.GetValue(limits) ?? []).Select(OptimizeArguments.ParseLimit)] },
            Ranges = ranges,
        };

        OptimizeView View() => new(Consoles.Error, TimeProvider.System);
    }
}
