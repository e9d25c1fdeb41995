using System.CommandLine;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Cli.Reports;

/// <summary>Where a report goes, and how it is written.</summary>
internal sealed class ReportOutput
{
    private readonly Option<string?> output = new("--out") { Description = "Write the report into this file; '-' for stdout. Default: beside the run." };
    private readonly Option<ReportFormat?> format = new("--format") { Description = "html, json or csv. Default: by the name of --out, else html." };

    public void AddTo(Command command)
    {
        command.Add(output);
        command.Add(format);
    }

    /// <summary>What the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">Folder for the report when no file is named.</param>
    /// <param name="name">Its name there, without ending.</param>
    public Target Of(ParseResult parsed, string folder, string name)
    {
        var path = parsed.GetValue(output);
        var chosen = parsed.GetValue(format) ?? Path.GetExtension(path)?.ToLowerInvariant() switch
        {
            ".json" => ReportFormat.Json,
            ".csv" => ReportFormat.Csv,
            _ => ReportFormat.Html,
        };
        return new Target(path ?? Path.Combine(folder, $"{name}.{chosen.ToString().ToLowerInvariant()}"), chosen);
    }

    internal sealed record Target(string Path, ReportFormat Format)
    {
        /// <summary>Writes a report, and says on stdout where it is.</summary>
        public async Task WriteAsync(ReportDocument document, CancellationToken cancellation)
        {
            var bytes = document.Write(Format);
            try
            {
                if (Path == "-")
                {
                    await using var standard = Console.OpenStandardOutput();
                    await standard.WriteAsync(bytes, cancellation);
                    return;
                }

                await File.WriteAllBytesAsync(Path, bytes, cancellation);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"The report cannot be written: {error.Message}", ExitCode.Failure, error);
            }

            Console.WriteLine(Path);
        }
    }
}
