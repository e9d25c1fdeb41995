namespace Serverless.Core.Configuration;

/// <summary>Finds what a mistyped name was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>
    /// The name with the fewest letters to insert, remove or replace (Levenshtein 1966), whatever their case; the first of equals. A name that was
    /// only begun counts as one letter away.
    /// </summary>
    public static string Of(string typed, IEnumerable<string> names) =>
        names.MinBy(name => IsBegun(typed, name) ? 1 : Distance(typed, name)) ?? throw new ArgumentException("There are no names.", nameof(names));

    private static bool IsBegun(string typed, string name) =>
        typed.Length > 1 && name.Length > typed.Length && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
