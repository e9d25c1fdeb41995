using System.Globalization;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// The keys that a verifier trusts. As a text, one line for each: <c>log|witness from until key</c>, where <c>until</c> is <c>-</c> for a key
/// without end and the key stands as <see cref="NoteKey.ToString"/> writes it; empty lines, and lines that begin with <c>#</c>, say nothing.
/// </summary>
/// <param name="Keys">The keys.</param>
public sealed record AuditKeyring(IReadOnlyList<TrustedKey> Keys)
{
    /// <summary>Reads the text.</summary>
    /// <exception cref="NoteFormatException">A line is not as described; the message has its number.</exception>
    public static AuditKeyring Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new List<TrustedKey>();
        foreach (var (number, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length > 0 && line[0] != '#')
                keys.Add(ParseLine(line, number + 1));
        }

        return new AuditKeyring(keys);
    }

    /// <summary>The text.</summary>
    public override string ToString() => string.Concat(Keys.Select(key => string.Create(
        CultureInfo.InvariantCulture,
        $"{(key.Role == KeyRole.Log ? "log" : "witness")} {key.FromSize} {key.UntilSize?.ToString(CultureInfo.InvariantCulture) ?? "-"} {key.Key}\n")));

    /// <summary>The key that signs now: the last of its role whose time has not ended; null without one.</summary>
    public TrustedKey? InForce(KeyRole role) => Keys.LastOrDefault(key => key.Role == role && key.UntilSize is null);

    private static TrustedKey ParseLine(string line, int number)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var role and ("log" or "witness"), var from, var until, var key]
            || !TryParseSize(from, out var fromSize) || (until != "-" && !TryParseSize(until, out _)))
        {
            throw new NoteFormatException($"Line {number} of the keys is not 'log|witness from until key': {line}");
        }

        try
        {
            var untilSize = until == "-" ? (long?)null : long.Parse(until, CultureInfo.InvariantCulture);
            return new TrustedKey(NoteKey.Parse(key), role == "log" ? KeyRole.Log : KeyRole.Witness, fromSize, untilSize);
        }
        catch (NoteFormatException e)
        {
            throw new NoteFormatException($"Line {number} of the keys: {e.Message}", e);
        }
    }

    private static bool TryParseSize(string text, out long size) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size);
}
