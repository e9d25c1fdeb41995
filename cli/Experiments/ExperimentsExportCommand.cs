using System.CommandLine;
using System.Globalization;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Experiments;

/// <summary><c>experiments export</c>: records as Parquet, for SQL.</summary>
internal static class ExperimentsExportCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder that receives experiments.parquet, metrics.parquet, parameters.parquet, models.parquet, data.parquet and artefacts.parquet.", Required = true };
        var (catalogue, query) = (new CatalogueOptions(), new QueryOptions());
        var command = new Command("export", "Write runs as Parquet files that DuckDB and others open.") { output };
        query.AddTo(command);
        catalogue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (asked, folder) = (query.Read(parsed), parsed.GetValue(output)!);
            return await catalogue.UseAsync(parsed, async all =>
            {
                var records = await all.ListAsync(asked, cancellation);
                Directory.CreateDirectory(folder);
                foreach (var table in ExperimentTables.Of(records))
                    await File.WriteAllBytesAsync(Path.Combine(folder, $"{table.Name}.parquet"), await ResultParquet.WriteAsync(table), cancellation);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{records.Count:N0} runs written to {folder}"));
                return ExitCode.Success;
            }, cancellation);
        });
        return command;
    }
}
