using System.CommandLine;
using Serverless.Infra.Experiments;

namespace Serverless.Cli.Experiments;

/// <summary><c>experiments show</c>: all there is to know of a run.</summary>
internal static class ExperimentsShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Id of the run, or as much of its beginning as no other has." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout." };
        var catalogue = new CatalogueOptions();
        var command = new Command("show", "Show a run: versions, figures, parameters, data, files, and its whole configuration.") { id, json };
        catalogue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (record, configuration) = await catalogue.UseAsync(parsed, async all =>
            {
                var found = await CatalogueOptions.FindAsync(all, parsed.GetValue(id)!, cancellation);
                return (found, await all.ConfigurationAsync(found, cancellation));
            }, cancellation);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Serialize(new { Record = record, Configuration = configuration }));
            else
                ExperimentViews.Show(record, configuration);
            return ExitCode.Success;
        });
        return command;
    }
}
