using System.CommandLine;

namespace Serverless.Cli.Deployments;

/// <summary><c>deployments approvals</c>, <c>approve</c>, <c>reject</c>: what needs a second person.</summary>
internal static class ApprovalCommands
{
    public static Command CreateList()
    {
        var platform = new PlatformOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON array on stdout." };
        var command = new Command("approvals", "List what waits for a second person, and what became of it.") { json };
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client =>
        {
            var found = await client.ListApprovalsAsync(cancellation);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Serialize(found));
            else
                DeploymentViews.Approvals(found);
        }));
        return command;
    }

    public static Command CreateDecision(string verb, string description)
    {
        var (platform, author) = (new PlatformOptions(), new AuthorOptions());
        var id = new Argument<string>("id") { Description = "Id of the request, as 'approvals' lists it." };
        var command = new Command(verb, description) { id };
        author.AddTo(command);
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseAsync(parsed, async client => DeploymentViews.Decided(
            await client.DecideAsync(parsed.GetValue(id)!, verb, new { @operator = author.Operator(parsed), reason = author.Reason(parsed) }, cancellation))));
        return command;
    }
}
