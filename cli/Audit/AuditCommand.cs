using System.CommandLine;

namespace Serverless.Cli.Audit;

/// <summary><c>audit</c>: everything about the trail of decisions.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "The append-only trail of every decision.")
    {
        AuditVerifyCommand.Create(),
        AuditProveCommand.Create(),
        AuditConsistencyCommand.Create(),
        AuditExportCommand.Create(),
        AuditListCommand.Create(),
        AuditExplainCommand.Create(),
        AuditRestoreCommand.Create(),
        AuditRebuildCommand.Create(),
        AuditDrillCommand.Create(),
        AuditFreezeCommand.Create(),
        AuditRedactCommand.Create(),
    };
}
