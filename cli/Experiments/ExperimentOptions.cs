using System.CommandLine;
using Serverless.Cli.Backtests;
using Serverless.Infra.Experiments;

namespace Serverless.Cli.Experiments;

/// <summary>The options by which a command is told to record its run as an experiment.</summary>
internal sealed class ExperimentOptions
{
    private readonly Option<string?> name = new("--experiment") { Description = "Record the run under this name, with configuration, versions, figures and tables: 'experiments list' finds it." };
    private readonly Option<string?> runs = new("--runs") { Description = "Record it in this folder instead of the storage account." };
    private readonly Option<bool> save = new("--save") { Description = $"The same as --experiment with the name that the configuration gives, or '{ExperimentName.Default}'." };

    public void AddTo(Command command)
    {
        command.Add(name);
        command.Add(runs);
        command.Add(save);
        command.Validators.Add(result =>
        {
            if (result.GetResult(save) is not null && result.GetResult(name) is not null)
                result.AddError("Give --save or --experiment, not both.");
        });
    }

    /// <summary>What records the run; null when it is not to be recorded.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Options with the storage account.</param>
    /// <param name="cancellation">Stops reaching the account.</param>
    /// <param name="usual">Name of the experiment when none is given.</param>
    /// <exception cref="CommandException">The name cannot be one, or the account does not answer.</exception>
    public async Task<ExperimentRecorder?> OpenAsync(ParseResult parsed, RunOptions options, CancellationToken cancellation, string usual = ExperimentName.Default)
    {
        var (experiment, folder) = (parsed.GetValue(name), parsed.GetValue(runs));
        if (experiment is null && folder is null && !parsed.GetValue(save))
            return null;
        try
        {
            ExperimentName.Check(experiment ??= usual);
        }
        catch (ArgumentException error)
        {
            throw new CommandException($"The name of the experiment: {Reason.Of(error)}", ExitCode.Usage, error);
        }

        if (folder is not null)
            return new ExperimentRecorder(experiment, new ExperimentFolder(folder), null);
        var storage = await options.OpenStorageAsync(parsed, cancellation);
        return new ExperimentRecorder(experiment, await ExperimentAccount.OpenAsync(storage.Tables, storage.Blobs, storage.Protection, cancellation), storage);
    }
}
