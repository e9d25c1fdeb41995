using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Deployments;

namespace Serverless.Cli.Audit;

/// <summary><c>audit redact</c>: has the content removed that an entry names; one person asks, another approves.</summary>
internal static class AuditRedactCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("event") { Description = "Id of the event whose content is to go; with --approve, the index of the entry that asks for it." };
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence; it stays in the trail.", Required = true };
        var approve = new Option<bool>("--approve") { Description = "Approve what another person has asked for." };
        var platform = new PlatformOptions();
        var command = new Command("redact", "Have content removed that an entry names by its hash, on the word of two persons of compliance; entries and proofs stay.") { what, reason, approve };
        platform.AddTo(command);
        command.SetAction((parsed, cancellation) => platform.UseHttpAsync(parsed, async http =>
        {
            var (client, name, why) = (new RedactionClient(http), parsed.GetValue(what)!, parsed.GetValue(reason)!);
            var answer = parsed.GetValue(approve) ? await client.ApproveAsync(name, why, cancellation) : await client.RequestAsync(name, why, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(answer switch
            {
                { Order: null } => $"Entry {answer.Request} asks for it. Another person of compliance approves: audit redact {answer.Request} --approve --reason …",
                { IsDone: true } => $"The content of '{answer.EventId}' is gone, as entry {answer.Order} says; its hash stays: {answer.ContentHash}",
                _ => $"Entry {answer.Order} orders it; the content of '{answer.EventId}' goes with the host's next look at the trail.",
            });
        }));
        return command;
    }
}
