using System.CommandLine;
using Serverless.Cli.Experiments;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Backtests;

/// <summary><c>sweep</c>: many parameter sets of one strategy over one series.</summary>
internal static class SweepCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var options = new RunOptions(strategies);
        options.Parameters.Description = "Values of a parameter, for example --param fast=5..50:5 or --param slow=60,120; repeatable. Without any, what `search` of the configuration says, or else all ranges of the strategy; of models, write EquityTrendModel_v1.average=100..300:50.";
        var by = new Option<string?>("--by") { Description = $"The figure that rows are ranked by; default: {SweepFigure.All[0].Name}, of models balanced_performance." };
        by.AcceptOnlyFromAmong([.. SweepFigure.All.Select(figure => figure.Name)]);
        var top = new Option<int>("--top") { Description = "Rows that are shown.", DefaultValueFactory = _ => 10 };
        var output = new Option<string?>("--out") { Description = "Write all rows into this file: .csv, .json or .parquet. Finished rows are kept beside it while the sweep runs." };
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier attempt with the same --out was stopped." };
        var threads = new Option<int?>("--threads") { Description = "Largest number of threads; default: one for each core. It changes no figure." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document with all rows on stdout." };
        var command = new Command("sweep", "Run a grid of parameters of a strategy, or of models: ranking, heat map, files; stops and resumes.") { by, top, output, resume, threads, json };
        var experiments = new ExperimentOptions();
        options.AddTo(command);
        experiments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(resume) is not null && result.GetResult(output) is null)
                result.AddError("--resume needs the --out of the attempt that was stopped.");
            foreach (var option in (ReadOnlySpan<Option>)[top, threads])
            {
                if (result.GetResult(option) is { Tokens: [var token] } && int.TryParse(token.Value, out var count) && count < 1)
                    result.AddError($"{option.Name} must be at least 1.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var file = parsed.GetValue(output) is { } path ? SweepFile.At(path, parsed.GetValue(resume)) : null;
            if (await options.FindPlatformAsync(parsed, setsParameters: false, cancellation) is { } platform)
            {
                await using var catalogue = await experiments.OpenAsync(parsed, options, cancellation);
                return await new SweepRun(file, catalogue, parsed.GetValue(threads), View("balanced_performance")).RunAsync(platform, parsed.GetValue(options.Parameters) ?? [], cancellation);
            }

            var view = View(SweepFigure.All[0].Name);
            var input = await options.ReadAsync(parsed, setsParameters: false, cancellation);
            await using var recorder = await experiments.OpenAsync(parsed, options, cancellation);
            return await new SweepRun(file, recorder, parsed.GetValue(threads), view).RunAsync(input, parsed.GetValue(options.Parameters) ?? [], cancellation);

            SweepView View(string usual) => new(SweepFigure.All.First(figure => figure.Name == (parsed.GetValue(by) ?? usual)), parsed.GetValue(top), parsed.GetValue(json));
        });
        return command;
    }
}
