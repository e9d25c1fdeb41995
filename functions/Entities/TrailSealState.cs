using System.Globalization;
using Serverless.Core.Audit.Notes;

namespace Serverless.Functions.Entities;

/// <summary>How far the audit log is signed and verified.</summary>
public sealed record TrailSealState
{
    /// <summary>Number of entries that are signed.</summary>
    public long Size { get; init; }

    /// <summary>Root of the tree over them, in base64.</summary>
    public string? Root { get; init; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The keys that signed it, <c>name+id</c>: that of the log first, then that of the witness.</summary>
    public IReadOnlyList<string> SignedBy { get; init; } = [];

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The last verification; null before the first.</summary>
    public TrailReport? Verification { get; init; }

    /// <summary>The last that found nothing wrong; null before the first.</summary>
    public TrailMark? Verified { get; init; }

    /// <summary>Number of verifications so far.</summary>
    public long Verifications { get; init; }

    /// <summary>The state after a verification. What is known of a log stays until it is found intact again, longer or as long.</summary>
    public TrailSealState After(TrailReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return this with { Verification = report with { Mark = null }, Verified = report.Mark ?? Verified, Verifications = Verifications + 1 };
    }

    /// <summary>The state once <paramref name="note"/> is the newest.</summary>
    public TrailSealState Sealed(SignedNote note, DateTimeOffset now)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        return this with
        {
            Size = checkpoint.Size,
            Root = Convert.ToBase64String(checkpoint.Root.Span),
            SignedAt = checkpoint.Size == Size ? SignedAt : now,
            SignedBy = [.. note.Signatures.Select(signature => string.Create(CultureInfo.InvariantCulture, $"{signature.KeyName}+{signature.KeyId:x8}"))],
            Failure = null,
        };
    }
}
