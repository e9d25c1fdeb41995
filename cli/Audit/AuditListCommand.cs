using System.CommandLine;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;

namespace Serverless.Cli.Audit;

/// <summary><c>audit list</c>: every entry about a subject. It reads all of the trail and verifies it, so that none is left out unnoticed.</summary>
internal static class AuditListCommand
{
    public static Command Create()
    {
        var subject = new Option<string?>("--subject") { Description = "Only entries about this, for instance the id of a strategy." };
        var action = new Option<string?>("--action") { Description = "Only entries whose action is this or begins with it, for instance 'deployment.' or 'access.refused'." };
        var actor = new Option<string?>("--actor") { Description = "Only entries of this actor, or on behalf of it." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("list", "List the entries about a strategy, of an actor or of a kind, complete: the whole trail is read and verified for it.") { subject, action, actor };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var (about, kind, who) = (parsed.GetValue(subject), parsed.GetValue(action) ?? "", parsed.GetValue(actor));
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var trusted = await keys.ReadAsync(parsed, cancellation);
            var found = new List<AuditEntry>();
            var verdict = await AuditVerifyRun.RunAsync(open.Trail, open.Origin, trusted, witnesses: 0, cancellation, seen: entry =>
            {
                var e = entry.Event;
                if ((about is null || e.Subject == about) && e.Action.StartsWith(kind, StringComparison.Ordinal) && (who is null || e.Actor.Id == who || e.Actor.OnBehalfOf == who))
                    found.Add(entry);
            });
            if (!verdict.IsIntact)
                return AuditView.Show(verdict, trusted is not null, json: false);
            foreach (var entry in found)
                Console.WriteLine(AuditExplanation.Of(entry));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{found.Count} of {verdict.Entries.Entries} entries; 'audit prove <index>' proves one."));
            return ExitCode.Success;
        }));
        return command;
    }
}
