using System.CommandLine;
using System.Globalization;

namespace Serverless.Cli.Audit;

/// <summary><c>audit drill</c>: backs the trail up, restores it into an account that has none, and says how long it took and what would be lost.</summary>
internal static class AuditDrillCommand
{
    public static Command Create()
    {
        var into = new Option<string>("--into") { Description = "Connection string of the account to restore into, which has no trail.", Required = true };
        var backup = new Option<string>("--backup") { Description = "New folder, or new zip archive, for the backup; it is kept.", Required = true };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("drill", "Back the trail up, restore it and what it names into an empty account, verify that it has the same root, and print what it took.") { into, backup };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var keyring = await keys.RequireAsync(parsed, cancellation);
            await using var source = await trail.OpenAsync(parsed, cancellation);
            await using var target = await source.OpenOtherAsync(parsed.GetValue(into)!, cancellation);
            var report = await new AuditDrillRun(source, target, keyring, TimeProvider.System).RunAsync(parsed.GetValue(backup)!, cancellation);
            foreach (var (what, figure) in report.Lines())
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {figure}"));
            return report.Verdict.IsIntact && report.Missing.Count == 0 ? ExitCode.Success : ExitCode.VerificationFailed;
        }));
        return command;
    }
}
