using System.CommandLine;
using Serverless.Core.Audit.Bundles;

namespace Serverless.Cli.Audit;

/// <summary><c>audit verify</c>: a bundle offline, or all of a trail in storage; exit code 4 when something is wrong.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create()
    {
        var bundle = new Argument<string?>("bundle") { Description = "A bundle, folder or zip, verified without any network; default: the trail in storage.", Arity = ArgumentArity.ZeroOrOne };
        var witnesses = new Option<int>("--witnesses") { Description = "How many different witnesses must have signed." };
        var packed = new Option<bool>("--packed") { Description = "Faster, of a long trail in storage: read entries from the packs beside the tiles where storage says that nobody has written their blobs since." };
        var content = new Option<bool>("--content") { Description = "Look too for all content that entries name: what is missing must have been redacted, or dropped by age, by an entry." };
        var json = new Option<bool>("--json") { Description = "Print the verdict as one JSON document." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("verify", "Re-read every byte of the audit trail, or of a bundle, and check chain, proofs and signatures.") { bundle, witnesses, packed, content, json };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            if (parsed.GetValue(bundle) is { } path)
            {
                var keyring = await keys.RequireAsync(parsed, cancellation);
                return AuditView.Show(
                    BundlePath.Read(path, files => BundleVerifier.Verify(files, keyring, trail.OriginGiven(parsed), parsed.GetValue(witnesses), parsed.GetValue(content))), parsed.GetValue(json));
            }

            await using var open = await trail.OpenAsync(parsed, cancellation);
            var trusted = await keys.ReadAsync(parsed, cancellation);
            var check = parsed.GetValue(content) ? open.CheckContent() : null;
            var verdict = await AuditVerifyRun.RunAsync(open.Trail, open.Origin, trusted, parsed.GetValue(witnesses), cancellation, parsed.GetValue(packed), check is null ? null : check.See);
            var report = check is null || !verdict.IsIntact ? null : await check.ExamineAsync(verdict.Newest?.Size, cancellation);
            return AuditView.Show(
                report is null ? verdict : verdict with { Findings = report.Findings }, trusted is not null, parsed.GetValue(json), report);
        }));
        return command;
    }
}
