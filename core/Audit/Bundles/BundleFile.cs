using System.Globalization;

namespace Serverless.Core.Audit.Bundles;

/// <summary>
/// Names of the files of a bundle, which is a folder or a zip archive. docs/audit-format.md specifies them. A bundle has a checkpoint; entries need both of their proofs, and an older checkpoint its own.
/// </summary>
public static class BundleFile
{
    /// <summary>The signed checkpoint that everything else is proven against.</summary>
    public const string Checkpoint = "checkpoint.note";

    /// <summary>The bytes of entries in a row, ascending, a line each.</summary>
    public const string Entries = "entries.jsonl";

    /// <summary>Inclusion proof of the first entry.</summary>
    public const string FirstProof = "first.proof";

    /// <summary>Inclusion proof of the last entry.</summary>
    public const string LastProof = "last.proof";

    /// <summary>The entries in words, for people.</summary>
    public const string Explanation = "explanation.txt";

    internal const string NoteSuffix = ".note";
    internal const string ProofSuffix = ".proof";
    internal const string OlderPrefix = "checkpoints/";
    internal const string ContentPrefix = "content/";
    internal const string RedactionPrefix = "redactions/";
    internal const string EntrySuffix = ".json";

    /// <summary>An older checkpoint of the log.</summary>
    public static string OlderNote(long size) => OlderPrefix + size.ToString("D16", CultureInfo.InvariantCulture) + NoteSuffix;

    /// <summary>Consistency proof of an older checkpoint.</summary>
    public static string OlderProof(long size) => OlderPrefix + size.ToString("D16", CultureInfo.InvariantCulture) + ProofSuffix;

    /// <summary>The entry that ordered the redaction of content, byte by byte.</summary>
    public static string Redaction(long index) => RedactionPrefix + index.ToString("D16", CultureInfo.InvariantCulture) + EntrySuffix;

    /// <summary>Inclusion proof of such an entry.</summary>
    public static string RedactionProof(long index) => RedactionPrefix + index.ToString("D16", CultureInfo.InvariantCulture) + ProofSuffix;

    /// <summary>Content that an entry names by its hash.</summary>
    public static string Content(string hash) => ContentPrefix + hash;
}
