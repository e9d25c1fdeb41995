using System.Buffers;

namespace Serverless.Core.Audit;

/// <summary>Names that also serve as table keys and as a line of a checkpoint, hence the narrow alphabet.</summary>
internal static class AuditName
{
    private const int MaxLength = 100;
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    public static bool IsWellFormed(string? name) =>
        name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAnyExcept(Alphabet);
}
