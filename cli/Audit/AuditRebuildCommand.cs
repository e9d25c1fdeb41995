using System.CommandLine;
using System.Globalization;
using Azure.Data.Tables;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Projections;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.Cli.Audit;

/// <summary><c>audit rebuild</c>: the tables that are projections of the trail, from the trail.</summary>
internal static class AuditRebuildCommand
{
    public static Command Create()
    {
        var (trail, keys) = (new TrailOptions(withTables: true), new KeyringOption());
        var command = new Command("rebuild", "Write the tables Scorecards and Deployments anew from the audit trail, once it is verified, and the blobs that it names.");
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            await using var open = await trail.OpenAsync(parsed, cancellation);
            var trusted = await keys.ReadAsync(parsed, cancellation);
            var verdict = await AuditVerifyRun.RunAsync(open.Trail, open.Origin, trusted, witnesses: 0, cancellation);
            return verdict.IsIntact
                ? Show(await RebuildAsync(open, open.Protection, cancellation))
                : AuditView.Show(verdict, trusted is not null, json: false);
        }));
        return command;
    }

    /// <summary>Writes the tables of an account whose trail is intact.</summary>
    public static async Task<ProjectionReport> RebuildAsync(OpenTrail open, ContentProtection protection, CancellationToken cancellation)
    {
        await StateStorage.CreateAsync(open.Tables, open.Blobs, cancellation);
        TableClient Table(string name) => open.Tables.GetTableClient(name);
        var projection = new TrailProjection(new RunContent(open.Blobs, protection), new ScorecardTable(Table(ScorecardTable.TableName)), new DeploymentTable(Table(DeploymentTable.TableName)));
        return await projection.RunAsync(open.Trail.Entries.ReadAllAsync(cancellation).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span)), cancellation);
    }

    private static int Show(ProjectionReport report)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Scorecards} scorecards with {report.Rows} rows and {report.Deployments} deployments are as the trail says."));
        foreach (var redaction in report.Redacted)
            Console.Error.WriteLine($"Not in the tables: {AuditExplanation.Visible(redaction.ToString())}");
        foreach (var id in report.Missing)
            Console.Error.WriteLine($"The content of event '{id}' is not kept here: restore container '{RunStore.ContainerName}', then rebuild again.");
        return report.Missing.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
