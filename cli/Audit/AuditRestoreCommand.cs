using System.CommandLine;
using Serverless.Core.Audit.Bundles;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Cli.Audit;

/// <summary><c>audit restore</c>: an exported trail into an account that has none.</summary>
internal static class AuditRestoreCommand
{
    public static Command Create()
    {
        var bundle = new Argument<string>("bundle") { Description = "A bundle of 'audit export'." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("restore", "Put an exported trail, once it is verified, into a storage account without one.") { bundle };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var (path, keyring) = (parsed.GetValue(bundle)!, await keys.RequireAsync(parsed, cancellation));
            var verdict = BundlePath.Read(path, files => BundleVerifier.Verify(files, keyring, trail.OriginGiven(parsed)));
            if (!verdict.IsTrusted)
                return AuditView.Show(verdict, json: false);
            await using var open = await trail.OpenAsync(parsed, cancellation);
            await open.Trail.CreateAsync(cancellation);
            await BundlePath.ReadAsync(path, files => TrailRestore.RunAsync(files, open.Trail, cancellation));
            return AuditView.Show(await AuditVerifyRun.RunAsync(open.Trail, verdict.Checkpoint!.Origin, keyring, witnesses: 0, cancellation), isSignatureChecked: true, json: false);
        }));
        return command;
    }
}
