using System.CommandLine;
using Serverless.Cli.Experiments;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary><c>examine</c>: whether what a strategy, or a platform, shows is luck.</summary>
internal static class ExamineCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        options.Parameters.Description = "Values of a parameter, for example --param fast=5..50:5; repeatable. All combinations are trials; without any, what `search` of the configuration says, or else all ranges of the strategy; of models, write EquityTrendModel_v1.average=100..300:50.";
        var histories = new Option<int>("--histories") { Description = "Resampled histories.", DefaultValueFactory = _ => 1000 };
        histories.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
                result.AddError("--histories must be at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout." };
        var command = new Command("examine", "Is it luck? All parameter sets of a strategy, or of models, as trials, walk-forward window by window, cross-validation of strategies, and a verdict.") { histories, json };
        var experiments = new ExperimentOptions();
        options.AddTo(command);
        experiments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await options.FindPlatformAsync(parsed, setsParameters: false, cancellation) is { } platform)
            {
                await using var catalogue = await experiments.OpenAsync(parsed, options, cancellation);
                return await new ExamineRun(catalogue, parsed.GetValue(histories), parsed.GetValue(json)).RunAsync(platform, parsed.GetValue(options.Parameters) ?? [], cancellation);
            }

            var input = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            return await new ExamineRun(recorder, parsed.GetValue(histories), parsed.GetValue(json))
                .RunAsync(input, parsed.GetValue(options.Parameters) ?? [], cancellation);
        });
        return command;
    }
}
