using Serverless.Core.Backtesting.Sweeps;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>The file that receives the rows of a sweep, and beside it <c>NAME.checkpoint</c> until they are all there.</summary>
internal sealed class SweepFile : IDisposable
{
    private readonly string path;

    private SweepFile(string path) => this.path = path;

    public SweepCheckpointFile? Checkpoint { get; private set; }

    private string CheckpointPath => path + ".checkpoint";

    /// <exception cref="CommandException">It is of no known kind, or there is a checkpoint that is not asked for.</exception>
    public static SweepFile At(string path, bool resume)
    {
        var file = new SweepFile(path);
        if (Path.GetExtension(path) is not (".csv" or ".json" or ".parquet"))
            throw new CommandException($"--out {path}: the name must end in .csv, .json or .parquet.", ExitCode.Usage);
        if (!resume && File.Exists(file.CheckpointPath))
            throw new CommandException($"'{file.CheckpointPath}' holds rows of an attempt that was stopped: add --resume to go on, or delete it.", ExitCode.Usage);
        return file;
    }

    /// <exception cref="CommandException">The checkpoint is another sweep's, or cannot be written.</exception>
    public void Open(string key)
    {
        try
        {
            Checkpoint = SweepCheckpointFile.Open(CheckpointPath, key);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    /// <summary>Writes all rows in one step, and removes the checkpoint.</summary>
    public async Task FinishAsync(IReadOnlyList<SweepRow> rows, CancellationToken cancellation)
    {
        var table = SweepTable.Of(rows);
        var bytes = Path.GetExtension(path) switch
        {
            ".csv" => ResultText.Csv(table),
            ".json" => ResultText.Json(table),
            _ => await ResultParquet.WriteAsync(table),
        };
        try
        {
            await File.WriteAllBytesAsync(path + ".new", bytes, cancellation);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The rows cannot be written: {error.Message}", ExitCode.Failure, error);
        }

        Checkpoint?.Dispose();
        File.Delete(CheckpointPath);
    }

    public void Dispose() => Checkpoint?.Dispose();
}
