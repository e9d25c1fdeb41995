using System.Globalization;
using System.Reflection;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>The audit entries of data that come into the store. An entry is committed before its data are stored.</summary>
/// <param name="log">The trail.</param>
/// <param name="actor">Who imports.</param>
/// <param name="batch">Ties the entries of one import together, and tells them from those of another; part of their ids.</param>
/// <param name="time">Stamps the entries.</param>
public sealed class ImportTrail(AuditLog log, AuditActor actor, string batch, TimeProvider time)
{
    private static readonly string CodeVersion =
        typeof(ImportTrail).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Records what is about to be stored: which data, from where, and what was done about the defects of their source.</summary>
    public Task<AuditReceipt> StoringAsync(DatasetManifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var (dataset, origin) = (manifest.Dataset, manifest.Origin);
        return log.AppendAsync(
            Event("data.stored", $"{dataset.Name}/{Text(manifest.Version)}", dataset.Name) with
            {
                ContentHash = dataset.Sha256,
                Details = AuditDetails.Create(
                [
                    new("vendor", origin.Vendor),
                    new("source", origin.Source),
                    new("sourceSha256", origin.SourceSha256 ?? "none"),
                    new("adjustment", origin.Adjustment.ToString()),
                    new("version", Text(manifest.Version)),
                    new("rows", Text(dataset.Rows)),
                    new("first", dataset.First.ToString("O", CultureInfo.InvariantCulture)),
                    new("last", dataset.Last.ToString("O", CultureInfo.InvariantCulture)),
                    .. manifest.Defects.Select(defect => new KeyValuePair<string, string>($"{defect.Defect}.{defect.Action}", Text(defect.Count))),
                ]),
            },
            cancellationToken);
    }

    /// <summary>Records that a source was refused, and why.</summary>
    public Task<AuditReceipt> RefusedAsync(DataImport import, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        return log.AppendAsync(
            Event("data.refused", $"{import.Source.File}/{import.Source.Symbol}", import.Source.File) with
            {
                Reason = import.Issues[^1].Reason,
                Details = [new("symbol", import.Source.Symbol), new("sourceSha256", import.Origin.SourceSha256 ?? "none")],
            },
            cancellationToken);
    }

    private AuditEvent Event(string action, string step, string subject) => new()
    {
        EventId = $"{batch}/{step}",
        OccurredAt = time.GetUtcNow(),
        Actor = actor,
        Action = action,
        Subject = subject,
        CodeVersion = CodeVersion,
        CorrelationId = batch,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
