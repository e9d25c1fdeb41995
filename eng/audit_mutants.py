#!/usr/bin/env python3
"""Shows that the tests of the audit trail can fail: builds a copy of the tree in which each of the defects below can be switched on, and runs the
tests that are there to see it. usage: audit_mutants.py [SCRATCH FOLDER [NUMBER...]]   Ends with 1 when a defect survives.

A defect is (design of docs/audit-tests.md, file, text as it is, text with the defect, test class, test method). One build holds all of them."""
import os, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SWITCH = """namespace Serverless.Core;
public static class Mutants
{
    private static readonly string? Chosen = System.Environment.GetEnvironmentVariable("MUTANT");
    public static System.Collections.Generic.List<object> Kept { get; } = [];
    public static bool On(int number) => Chosen == number.ToString();
}
"""
A, B, N, T = "core/Audit/", "core/Audit/Bundles/", "core/Audit/Notes/", "infra/Audit/"
CORE, INFRA, FUNCTIONS, CLI = "Core.Tests", "Infra.Tests", "Functions.Tests", "Cli.Tests"


def instead(original, defect):  # an expression
    return original, f"(Serverless.Core.Mutants.On(#) ? ({defect}) : ({original}))"


def before(anchor, statement):
    return anchor, f"if (Serverless.Core.Mutants.On(#)) {{ {statement} }} {anchor}"


DEFECTS = [
    ("T1", "the hash leaves out the end of an entry", A + "Merkle/MerkleHash.cs", ("prefixed[..(1 + data.Length)]", "prefixed[..(Serverless.Core.Mutants.On(#) ? Math.Min(300, 1 + data.Length) : 1 + data.Length)]"), CORE, "AuditBitFlipTests", "*"),
    ("T1", "the link to the entry before is not checked", A + "AuditLink.cs", instead("prevHash is not null && entry.PrevHash != prevHash", "false"), CORE, "AuditBitFlipTests", "*"),
    ("T2", "a gap is not seen", A + "AuditVerifier.cs", instead("index > next", "false"), CORE, "AuditVerifierTests", "Verify_EntryDeleted_ReportsItMissing"),
    ("T2", "an index that comes again is taken", A + "AuditVerifier.cs", instead("index < next", "false"), CORE, "AuditVerifierTests", "Verify_StoreDeliversAnIndexTwice_IsReported"),
    ("T2", "the stated index is not compared", A + "AuditLink.cs", instead("entry.Index != index", "false"), CORE, "AuditVerifierTests", "Verify_FirstEntryRemovedAndRenumbered_IsReported"),
    ("T2", "the origin is not compared", A + "AuditLink.cs", instead("entry.Origin != origin", "false"), CORE, "AuditVerifierTests", "Verify_SplicedFromAnotherOrigin_IsReported"),
    ("T2", "an event may be recorded twice", A + "AuditVerifier.cs", ("eventIds.Add(eventId, index) is { } earlier)", "eventIds.Add(eventId, index) is { } earlier && !Serverless.Core.Mutants.On(#))"), CORE, "AuditVerifierTests", "Verify_EventRecordedTwice_IsReported"),
    ("T2", "an entry need not be canonical", A + "AuditEntryCodec.cs", instead("same < Math.Max(bytes.Length, canonical.Length)", "false"), CORE, "AuditVerifierTests", "Verify_WhitespaceAdded_IsReportedAtTheEntryAndTheLink"),
    ("T2", "a known head is not looked for", A + "AuditVerifier.cs", instead("next < known.Size", "false"), CORE, "AuditVerifierTests", "Verify_TailTruncated_IsSeenOnlyAgainstAKnownHead"),
    ("T3", "a log that was cut is not held against checkpoints", A + "TrailVerifier.cs", ("? (CheckpointFault.Rollback,", "? Serverless.Core.Mutants.On(#) ? null : (CheckpointFault.Rollback,"), CORE, "TrailVerifierTests", "Verify_TailCut*"),
    ("T3", "the witness cosigns a shorter log", N + "CheckpointWitness.cs", instead("asked.Size < known.Size", "false"), CORE, "CheckpointWitnessTests", "Cosign_SmallerThanSeen_IsARollback"),
    ("T3", "the witness asks for no proof", N + "CheckpointWitness.cs", instead("!MerkleProof.VerifyConsistency(known.Size, asked.Size, known.Root.ToArray(), asked.Root.ToArray(), proof)", "false"), CORE, "CheckpointWitnessTests", "Cosign_TwoContinuations*"),
    ("T4", "a clock that was set back is a fault", A + "AuditVerifier.cs", before("if (index == known.Size - 1", "if (setbacks > 0) faults.Add(new(index, AuditFaultCode.OutOfOrder, \"\"));"), CORE, "AuditVerifierTests", "Verify_RandomHonestLogs_RaisesNoFalseAlarm"),
    ("T5", "leaves have another prefix", A + "Merkle/MerkleHash.cs", ("prefixed[0] = 0x00;", "prefixed[0] = (byte)(Serverless.Core.Mutants.On(#) ? 1 : 0);"), CORE, "AuditEntryCodecTests", "OfEntry_GoldenEntry_GivesTheFrozenHash"),
    ("T5", "nodes have the prefix of leaves", A + "Merkle/MerkleHash.cs", ("both[0] = 0x01;", "both[0] = (byte)(Serverless.Core.Mutants.On(#) ? 0 : 1);"), CORE, "MerkleTreeTests", "Verify_PublicVectors_AgreesOnAll"),
    ("T5", "a proof may have hashes of any length", A + "Merkle/MerkleProof.cs", instead("hashes.All(hash => hash is { Length: MerkleHash.Size })", "true"), CORE, "MerkleTreeTests", "Verify_HashOfAnotherLength_IsRefused"),
    ("T5", "a proof may go on after the root", A + "Merkle/MerkleProof.cs", ("return last == 0 && AreEqual(hash, root);", "return (Serverless.Core.Mutants.On(#) || last == 0) && AreEqual(hash, root);"), CORE, "MerkleTreeTests", "Verify_PublicVectors_AgreesOnAll"),
    ("T5", "the root of the checkpoint is not compared", A + "Merkle/MerkleProof.cs", instead("AreEqual(hash, root)", "true"), CORE, "BundleTests", "Verify_Altered_IsNamed"),
    ("T5", "the root of all entries is not compared", A + "TrailVerifier.cs", ("? (CheckpointFault.Fork,", "? Serverless.Core.Mutants.On(#) ? null : (CheckpointFault.Fork,"), CORE, "TrailVerifierTests", "Verify_SuffixRewrittenWithoutTheKey_ContradictsTheCheckpoint"),
    ("T5", "signatures are not verified", N + "CheckpointVerifier.cs", instead("!known.Exists(key => key.Key.Verifies(note.Text, signature))", "false"), CORE, "CheckpointVerifierTests", "Verify_OneBadSignatureOfAKnownKey_RejectsTheWholeNote"),
    ("T5", "a checkpoint may be of another log", N + "CheckpointVerifier.cs", instead("checkpoint.Origin == origin", "true"), CORE, "CheckpointVerifierTests", "Verify_AnotherLogOrNoWitness_IsNamed"),
    ("T5", "a checkpoint need not cover the entries", B + "BundleVerifier.cs", instead("last >= checkpoint.Size", "false"), CORE, "BundleTests", "Verify_Altered_IsNamed"),
    ("T5", "a key is good for ever", N + "TrustedKey.cs", instead("size >= FromSize && !(size > UntilSize)", "true"), CORE, "CheckpointVerifierTests", "Verify_ThreeRotations_EachKeyIsGoodInItsTimeAndRefusedOutside"),
    ("T5", "witnesses are not counted", N + "CheckpointVerifier.cs", instead("seen < witnesses", "false"), CORE, "CheckpointVerifierTests", "Verify_AnotherLogOrNoWitness_IsNamed"),
    ("T5", "content is not hashed", B + "BundleVerifier.cs", instead("actual != hash", "false"), CORE, "BundleTests", "Verify_Altered_IsNamed"),
    ("T7", "a tree of a power of two is split at its end", A + "Merkle/MerklePath.cs", ("(ulong)(count - 1)", "(ulong)(Serverless.Core.Mutants.On(#) && count > 2 ? count : count - 1)"), CORE, "MerkleTreeTests", "Prove*"),
    ("T8", "an acknowledgement that was lost is not looked for", A + "AuditLog.cs", ("unindexed, cancellationToken) is { } receipt)", "unindexed, cancellationToken) is { } receipt && !Serverless.Core.Mutants.On(#))"), CORE, "AuditLogFaultMatrixTests", "*"),
    ("T8", "the same in front of real requests", A + "AuditLog.cs", ("catch (AuditStoreException) when (++unknown < MaxUnknownOutcomes)", "catch (AuditStoreException) when (++unknown < MaxUnknownOutcomes && (created = Serverless.Core.Mutants.On(#)) is var _)"), INFRA, "AuditRequestFaultTests", "*"),
    ("T9", "an append is acknowledged before it is stored", A + "AuditLog.cs", ("created = await store.TryCreateAsync(next, bytes, cancellationToken);", "{ var at = next; if (!Serverless.Core.Mutants.On(#)) created = await store.TryCreateAsync(at, bytes, cancellationToken); else { created = true; _ = Task.Delay(50).ContinueWith(_ => store.TryCreateAsync(at, bytes, default)); } }"), INFRA, "AuditProcessTests", "Append_KilledAtRandomMoments_LosesNothingThatWasAcknowledged"),
    ("T11", "an activity that is repeated makes a new event", "functions/Activities/ExamineTrail.cs", ('EventId = $"{input.Asked.Id}/{step}",', 'EventId = $"{input.Asked.Id}/{step}" + (Serverless.Core.Mutants.On(#) ? $"{System.Guid.NewGuid()}" : ""),'), FUNCTIONS, "ExamineTrailTests", "Run_SignedTrail_IsVerifiedAndRecordedOnce"),
    ("T12", "an entry that is there may be written over", T + "CreateOnlyBlobs.cs", ("IfNoneMatch = ETag.All }", "IfNoneMatch = Serverless.Core.Mutants.On(#) ? null : ETag.All }"), INFRA, "AuditProcessTests", "Append_TwoProcessesWithSeveralWritersEach_KeepsEveryInvariant"),
    ("T13", "an event that another instance recorded meanwhile is recorded again", A + "AuditLog.cs", ("unindexed.TryAdd(auditEvent.EventId, next++);", "if (Serverless.Core.Mutants.On(#)) next++; else unindexed.TryAdd(auditEvent.EventId, next++);"), CORE, "AuditLogInterleavingTests", "Append_EveryInterleaving*"),
    ("T16", "times are written as they were claimed", A + "AuditEntryCodec.cs", instead("e.OccurredAt.UtcDateTime", "e.OccurredAt.DateTime"), CORE, "AuditClockTests", "*"),
    ("T17", "the old key does not sign the change", N + "KeyRotation.cs", instead("old is null || revokedAfter is not null", "true"), CORE, "KeyRotationTests", "Rotate_ThreeTimes*"),
    ("T17", "the old key stays in force", N + "KeyRotation.cs", ("key with { UntilSize = untilSize }", "Serverless.Core.Mutants.On(#) ? key : key with { UntilSize = untilSize }"), CORE, "KeyRotationTests", "Rotate_RetiredKey*"),
    ("T18", "a key that nobody knows makes a note bad", N + "CheckpointVerifier.cs", instead("known.Count == 0", "false"), CORE, "CheckpointVerifierTests", "Verify_KeyNotInTheKeyring_IsIgnored"),
    ("T18", "a note that nobody known has signed is trusted", N + "CheckpointVerifier.cs", instead("!valid.Any(key => key.Role == KeyRole.Log)", "false"), CORE, "CheckpointVerifierTests", "Verify_KeyNotInTheKeyring_IsIgnored"),
    ("T20", "a verification keeps the entries", A + "AuditVerifier.cs", ("stored => AuditLink.Examine(stored, origin)", "stored => { if (Serverless.Core.Mutants.On(#)) lock (Serverless.Core.Mutants.Kept) Serverless.Core.Mutants.Kept.Add(stored.Bytes); return AuditLink.Examine(stored, origin); }"), CORE, "AuditScaleTests", "Verify_HundredThousandEntries_KeepsNoneOfTheirBytes"),
    ("T20", "a proof reads the whole log", B + "BundleWriter.cs", instead("entries.ReadRowAsync(next, end, cancellationToken)", "entries.ReadAllAsync(cancellationToken).Where(stored => stored.Index >= request.First && stored.Index < end)"), CORE, "AuditScaleTests", "Prove_AnyOfManyThousand_ReadsThatEntryAndAFewTiles"),
    ("T21", "the schema has another name", A + "AuditEntryCodec.cs", ('.Name("schema").Value(entry.Schema)', '.Name("schema").Value(Serverless.Core.Mutants.On(#) ? "serverless.audit.entry/2" : entry.Schema)'), CORE, "AuditEntryCodecTests", "Encode_GoldenEntry_GivesTheFrozenBytes"),
    ("T22", "a key on an unknown curve is an error of the platform (found by the fuzz test)", N + "NoteKey.cs", instead("e is CryptographicException or PlatformNotSupportedException", "e is CryptographicException"), CORE, "AuditFuzzTests", "Keyring*"),
    ("T22", "a line may have any length", B + "LineReader.cs", instead("length + part > maxLength", "false"), CORE, "AuditFuzzTests", "Lines*"),
    ("T22", "a name in an archive may be any", B + "BundleVerifier.cs", ("bundle.Names.Where(name => !IsPart(name))", "bundle.Names.Where(name => !IsPart(name) && !Serverless.Core.Mutants.On(#))"), INFRA, "ZipBundleTests", "Verify_NameThatLeadsOutside_IsNoPartOfABundle"),
    ("T23", "a strategy is shown where it stood before", T + "Projections/TrailProjection.cs", instead("facts[\"from\"] == facts[\"stage\"]", "true"), INFRA, "TrailProjectionTests", "*"),
    ("T23", "a restored log is one entry short", T + "Bundles/TrailRestore.cs", before("yield return new StoredAuditEntry(index++, line.ToArray());", "if (index == 3) yield break;"), INFRA, "TrailSealerTests", "Restore_IntoAnEmptyAccount_EndsInTheSameRootAndGoesOn"),
    ("freeze", "a frozen log takes entries", A + "AuditLog.cs", instead("auditEvent.Action == LogFreeze.FrozenAction", "false"), CORE, "LogFreezeTests", "*"),
    ("T25", "verifying a bundle asks storage first", "cli/Audit/AuditVerifyCommand.cs", before("if (parsed.GetValue(bundle) is { } path)", "await using var needless = await trail.OpenAsync(parsed, cancellation);"), CLI, "AuditCommandTests", "Prove_ByEventId_VerifiesWithoutNetworkAndIsExplained"),
    ("T18", "what a revoked key signed is not held against the entries", A + "TrailVerifier.cs", instead("verdict.Checkpoint?.Size < newest?.Size && IsRetired(verdict.Faults)", "true"), CORE, "KeyRotationTests", "Revoke_WhatTheWitness*"),
    ("T20", "a pack stands for a blob that was written since", T + "EntryPacks.cs", instead("copy.Version == version", "true"), INFRA, "EntryPacksTests", "ReadAll_Blobs*"),
    ("newest", "announcements count up", T + "NoteBlobs.cs", ("{Largest - number:D16}", "{(Serverless.Core.Mutants.On(#) ? number : Largest - number):D16}"), INFRA, "BlobCheckpointStoreTests", "Latest_Many*"),
    ("T9", "a checkpoint is stored before its tiles", N + "CheckpointSigner.cs", before("var grown = await TileWriter.GrowAsync(", "var early = new MerkleTree(); for (var i = 0; i < leaves.Length; i += MerkleHash.Size) early.Append(leaves.AsSpan(i, MerkleHash.Size)); var hasty = new Checkpoint(origin, early.Size, early.RootAt(early.Size)); await checkpoints.TryCreateAsync(hasty.Size, new SignedNote(hasty.Text, await Task.WhenAll(signers.Select(signer => signer.SignAsync(hasty.Text, cancellationToken)))).ToBytes(), cancellationToken);"), INFRA, "SealingProcessTests", "*"),
    ("watch", "a look believes packs in every turn", T + "EntryPacks.cs", instead("pack / Share % shares != turn % shares", "true"), INFRA, "EntryPacksTests", "ReadAll_InTurns*"),
    ("watch", "what was once verified is not looked for again", "functions/Hosting/TrailKeeper.cs", instead("known is null || known.Origin != Origin || known.At < restoredAt", "true"), FUNCTIONS, "ExamineTrailTests", "Run_LogCutBack*"),
    ("watch", "two alerts of one key end the watch (found by a story on a busy machine)", "core/Lifecycle/Monitoring/Alerts/AlertBook.cs", instead("open.OrderBy(alert => alert.OpenedAt).DistinctBy(alert => alert.Key)", "open.OrderBy(alert => alert.OpenedAt)"), FUNCTIONS, "ExamineTrailTests", "Run_TwoLooks*"),
    ("I9", "what raises the stakes takes effect before it is signed", "functions/Activities/SignDecision.cs", instead("!keeper.Signs", "true"), FUNCTIONS, "SignedTransitionTests", "Apply_GoesLive*"),
    ("redaction", "who orders a redaction need not be in the log", B + "BundleVerifier.cs", instead("MerkleProof.VerifyInclusion(Convert.FromHexString(link.Hash), index, checkpoint.Size, checkpoint.Root.ToArray(), proof)", "true"), CORE, "BundleTests", "Verify_RedactedAndAltered_IsNamed"),
    ("redaction", "what was redacted is handed out", B + "BundleWriter.cs", instead("redacted.Contains(Redaction.IdOf(entry.Event))", "false"), CORE, "BundleTests", "Verify_RedactedContent*"),
    ("redaction", "content that is missing is a gap like any other", B + "BundleVerifier.cs", ("!redacted.Exists(one => one.Covers(named.Event))", "!(Serverless.Core.Mutants.On(#) || redacted.Exists(one => one.Covers(named.Event)))"), CORE, "BundleTests", "Verify_ContentMissingWithoutRedaction*"),
    ("redaction", "an order that nobody signed is believed", T + "Redactions/ContentCheck.cs", instead("redaction.Index >= signed", "false"), INFRA, "ContentCheckTests", "Examine_OrderThatNobodySigned*"),
    ("redaction", "what is ordered and still there counts as gone", T + "Redactions/ContentCheck.cs", ("is [var blob, ..])", "is [var blob, ..] && !Serverless.Core.Mutants.On(#))"), INFRA, "ContentCheckTests", "Examine_OrderedAndStillThere*"),
    ("redaction", "a legal hold is not looked at", T + "Redactions/ContentRemoval.cs", instead("whole.HasLegalHold == true || one.HasLegalHold", "false"), INFRA, "ContentRemovalTests", "FindLock_*"),
    ("redaction", "content goes before its order is signed", "functions/Activities/ExamineTrail.cs", instead("!keeper.Signs || order.Index < verdict.Newest?.Size", "true"), FUNCTIONS, "ExamineTrailTests", "Run_Redaction*"),
    ("redaction", "a trail that is not intact is obeyed", "functions/Activities/ExamineTrail.cs", ("if (verdict.IsIntact)\n            await", "if (Serverless.Core.Mutants.On(#) || verdict.IsIntact)\n            await"), FUNCTIONS, "ExamineTrailTests", "Run_Redaction*"),
    ("T12", "who appends for others learns of their errors, and they of none", A + "AuditLog.cs", instead("e is not OperationCanceledException", "false"), CORE, "AuditLogGroupTests", "Append_One*"),
    ("T12", "who goes on for another begins anew", A + "PendingAppend.cs", instead("events.Skip(receipts.Count)", "events"), CORE, "AuditLogGroupTests", "Append_Holder*"),
    ("T12", "who waits is answered before the index is written", A + "AuditLog.cs", ("await FlushAsync(cancellationToken);\n        foreach (var append in group)\n            append.Settle();", "foreach (var append in group) if (Serverless.Core.Mutants.On(#)) append.Settle();\n        await FlushAsync(cancellationToken);\n        foreach (var append in group)\n            append.Settle();"), CORE, "AuditLogGroupTests", "Append_Holder*"),
]


def prepare(scratch, defects):
    shared = scratch.parent / "shared"
    if (ROOT.parent / "shared").exists() and not shared.exists():
        shared.symlink_to(ROOT.parent / "shared")  # test data that is no part of the repository
    archive = subprocess.run(["git", "-C", ROOT, "archive", "HEAD"], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", scratch], input=archive, check=True)
    modules = scratch / "infra/azurite/node_modules"
    if not modules.exists():
        modules.symlink_to(ROOT / "infra/azurite/node_modules")
    (scratch / "core/Mutants.cs").write_text(SWITCH)
    for number, (_, what, file, (text, defect), *_) in enumerate(DEFECTS, 1):
        source = (scratch / file).read_text()
        assert source.count(text) == 1, f"{number}, {what}: {file} holds {source.count(text)} times: {text}"
        (scratch / file).write_text(source.replace(text, defect.replace("#", f"{number}")))
    for project in dict.fromkeys(defect[4] for defect in defects):
        subprocess.run(["dotnet", "build", scratch / "tests" / project, "-v", "q", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:NoWarn=RS0030"], check=True, stdout=subprocess.DEVNULL)


def run(scratch, number, project, group, method):
    name = f"Serverless.{project}"
    command = [scratch / "tests" / project / "bin/Debug/net10.0" / name, "-noColor", "-method", f"*.{group}.{method}" if method != "*" else f"*.{group}.*"]
    ended = subprocess.run(command, env={**os.environ, "MUTANT": f"{number}"}, capture_output=True, text=True, timeout=1200)
    assert "Total: 0" not in ended.stdout and "Skipped: 0" in ended.stdout, f"{group}.{method} did not run: {ended.stdout}"
    return ended.returncode


def main(folder=None, *chosen):
    scratch = pathlib.Path(folder or tempfile.mkdtemp(prefix="audit-mutants-")) / "tree"
    if not (scratch / "core/Mutants.cs").exists():
        scratch.mkdir(parents=True, exist_ok=True)
        prepare(scratch, [defect for number, defect in enumerate(DEFECTS, 1) if not chosen or f"{number}" in chosen])
    survivors, untouched = 0, {}
    for number, (design, what, _, _, project, group, method) in enumerate(DEFECTS, 1):
        if chosen and f"{number}" not in chosen:
            continue
        test = (project, group, method)
        if test not in untouched:
            untouched[test] = run(scratch, 0, *test)
        killed = run(scratch, number, *test) != 0 and untouched[test] == 0
        survivors += not killed
        print(f"| {number} | {design} | {what} | `{group}.{method}` | {'fails' if killed else 'DOES NOT TELL' if untouched[test] == 0 else 'FAILS ANYWAY'} |", flush=True)
    return 1 if survivors else 0


sys.exit(main(*sys.argv[1:]))
