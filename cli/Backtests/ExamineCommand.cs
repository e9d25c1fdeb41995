using System.CommandLine;
using Serverless.Cli.Experiments;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary><c>examine</c>: whether what a strategy shows on a series is luck.</summary>
internal static class ExamineCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        options.Parameters.Description = "Values of a parameter, for example --param fast=5..50:5; repeatable. All combinations are trials; without any, all ranges of the strategy.";
        var histories = new Option<int>("--histories") { Description = "Resampled histories.", DefaultValueFactory = _ => 1000 };
        histories.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
                result.AddError("--histories must be at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout." };
        var command = new Command("examine", "Is it luck? All parameter sets as trials, walk-forward, cross-validation, and a verdict.") { histories, json };
        var experiments = new ExperimentOptions();
        options.AddTo(command);
        experiments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var input = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            return await new ExamineRun(recorder, parsed.GetValue(histories), parsed.GetValue(json))
                .RunAsync(input, parsed.GetValue(options.Parameters) ?? [], cancellation);
        });
        return command;
    }
}
