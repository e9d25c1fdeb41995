using System.CommandLine;
using System.Globalization;
using System.Text;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Cli.Audit;

/// <summary><c>audit consistency</c>: nothing that an older checkpoint covers has changed up to a newer one.</summary>
internal static class AuditConsistencyCommand
{
    public static Command Create()
    {
        var older = new Argument<string>("older") { Description = "File of the older checkpoint." };
        var newer = new Argument<string>("newer") { Description = "File of the newer checkpoint." };
        var proof = new Option<string?>("--proof") { Description = "File of the proof, for checking it offline; default: the proof comes from the trail in storage." };
        var output = new Option<string?>("--out") { Description = "New file for the proof." };
        var (trail, keys) = (new TrailOptions(), new KeyringOption());
        var command = new Command("consistency", "Check that the log of an older checkpoint is the beginning of that of a newer one.") { older, newer, proof, output };
        trail.AddTo(command);
        keys.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var keyring = await keys.RequireAsync(parsed, cancellation);
            var (one, two) = (Read(parsed.GetValue(older)!, keyring, null), Read(parsed.GetValue(newer)!, keyring, trail.OriginGiven(parsed)));
            if (one.Origin != two.Origin || one.Size > two.Size)
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"Size {one.Size} of '{one.Origin}' is not older than size {two.Size} of '{two.Origin}'."), ExitCode.VerificationFailed);
            IReadOnlyList<byte[]> hashes;
            if (parsed.GetValue(proof) is { } file)
            {
                hashes = ProofText.Parse(await File.ReadAllBytesAsync(file, cancellation));
            }
            else
            {
                await using var open = await trail.OpenAsync(parsed, cancellation);
                hashes = await new TiledTree(open.Trail.Tiles, two.Size).ProveConsistencyAsync(one.Size, cancellation);
            }

            if (one.Size > 0 && !MerkleProof.VerifyConsistency(one.Size, two.Size, one.Root.ToArray(), two.Root.ToArray(), hashes))
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"NotConsistent: the proof does not show that the first {one.Size} of {two.Size} entries are unchanged."), ExitCode.VerificationFailed);
            if (parsed.GetValue(output) is { } path)
                await File.WriteAllTextAsync(path, ProofText.Format(hashes), Encoding.ASCII, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"consistent: the first {one.Size} of {two.Size} entries of {two.Origin} are unchanged, shown by {hashes.Count} hashes"));
            return ExitCode.Success;
        }));
        return command;
    }

    private static Checkpoint Read(string file, AuditKeyring keyring, string? origin)
    {
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : throw new CommandException($"'{file}' does not exist: give the file of a checkpoint.", ExitCode.Usage);
        var verdict = CheckpointVerifier.Verify(bytes, origin ?? Checkpoint.Parse(SignedNote.Parse(bytes).Text).Origin, keyring);
        return verdict.IsTrusted
            ? verdict.Checkpoint!
            : throw new CommandException($"{file}: {string.Join(" ", verdict.Faults.Select(fault => $"{fault.Code}: {fault.Message}"))}", ExitCode.VerificationFailed);
    }
}
