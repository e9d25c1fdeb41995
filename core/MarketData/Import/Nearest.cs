namespace Serverless.Core.MarketData;

/// <summary>The name that someone meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate that takes the fewest letters to insert, remove or replace (Levenshtein); the first of equals.</summary>
    public static string To(string text, IEnumerable<string> candidates) => candidates.MinBy(candidate => Distance(text, candidate))!;

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

        return row[to.Length];
    }
}
