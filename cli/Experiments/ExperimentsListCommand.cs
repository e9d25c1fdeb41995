using System.CommandLine;
using Serverless.Infra.Experiments;

namespace Serverless.Cli.Experiments;

/// <summary><c>experiments list</c>: which runs there are.</summary>
internal static class ExperimentsListCommand
{
    public static Command Create()
    {
        var (catalogue, query) = (new CatalogueOptions(), new QueryOptions());
        var limit = new Option<int>("--limit") { Description = "Most runs that are listed.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
                result.AddError("--limit must be at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "Print the records as one JSON array on stdout." };
        var command = new Command("list", "List runs, the newest first.") { limit, json };
        query.AddTo(command);
        catalogue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = query.Read(parsed, parsed.GetValue(limit));
            var records = await catalogue.UseAsync(parsed, async all =>
            {
                var found = await all.ListAsync(asked, cancellation);
                if (found.Count == 0)
                    ThrowIfUnknown(asked, await all.ListAsync(asked with { Conditions = [] }, cancellation));
                return found;
            }, cancellation);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Serialize(records));
            else
                ExperimentViews.List(asked, records);
            return ExitCode.Success;
        });
        return command;
    }

    // A condition on a field that no run has is a slip of the pen more likely than a question.
    private static void ThrowIfUnknown(ExperimentQuery query, IReadOnlyList<ExperimentRecord> records)
    {
        if (records.Count > 0 && query.Conditions.FirstOrDefault(condition => records.All(record => ExperimentField.Of(record, condition.Field) is null)) is { } condition)
        {
            var names = records[0].Metrics.Keys.Concat(records[0].Parameters.Keys.Select(name => $"parameters.{name}")).Where(name => !name.Contains('/', StringComparison.Ordinal));
            throw new CommandException($"--where {condition}: none of these runs has '{condition.Field}'; there are {string.Join(", ", names)}.", ExitCode.Usage);
        }
    }
}
