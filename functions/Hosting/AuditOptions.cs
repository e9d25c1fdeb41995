using Serverless.Infra.Audit;

namespace Serverless.Functions.Hosting;

/// <summary>The audit log of this app, from the settings under <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Name of the log, stated in every entry.</summary>
    public string Origin { get; set; } = BlobAuditLog.DefaultOrigin;

    /// <summary>Folder of the keys that sign the log; without one, nothing is signed.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>Folder of the keys of the witness in this app; without one, there is none.</summary>
    public string? WitnessKeyFolder { get; set; }

    /// <summary>Connection string of the account in which the witness remembers; default: that of the log.</summary>
    public string? WitnessStorage { get; set; }
}
