using System.CommandLine;
using System.Text.Json.Nodes;
using Serverless.Infra.Experiments;

namespace Serverless.Cli.Experiments;

/// <summary><c>experiments compare</c>: runs side by side.</summary>
internal static class ExperimentsCompareCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("id") { Description = "Ids of two runs or more, or their beginnings.", Arity = new ArgumentArity(2, 20) };
        var all = new Option<bool>("--all") { Description = "Show figures of strategies, models and symbols too." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout, with all figures." };
        var catalogue = new CatalogueOptions();
        var command = new Command("compare", "Compare runs: in what they differ, figures with differences to the first, the better one marked.") { ids, all, json };
        catalogue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var comparison = await catalogue.UseAsync(parsed, async store =>
            {
                var (records, configurations) = (new List<ExperimentRecord>(), new List<JsonNode>());
                foreach (var id in parsed.GetValue(ids)!)
                {
                    records.Add(await CatalogueOptions.FindAsync(store, id, cancellation));
                    configurations.Add(await store.ConfigurationAsync(records[^1], cancellation));
                }

                return ExperimentComparison.Of(records, configurations);
            }, cancellation);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Serialize(comparison));
            else
                ExperimentViews.Compare(comparison, parsed.GetValue(all));
            return ExitCode.Success;
        });
        return command;
    }
}
