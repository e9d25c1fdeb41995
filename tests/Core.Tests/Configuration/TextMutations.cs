using System.Text;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Configuration;

/// <summary>Texts with a few letters taken out, or with pieces put in that mean something in YAML.</summary>
internal static class TextMutations
{
    private static readonly string[] Parts =
    [
        "{", "}", "[", "]", ":", ": ", ",", "\n", "\t", "- ", "? ", "&a ", "*a", "!!x ", "|\n", ">\n ", "\"", "'", "%", "---\n", "...\n", "<<: ", "\\u", "\0",
        "\uD800", "1e9", "null", "# ", "type", "name", "@", "`",
    ];

    public static string Of(string original, SeededRandom random)
    {
        var text = new StringBuilder(original);
        for (var change = 0; change < 1 + random.NextInt(6); change++)
        {
            var at = random.NextInt(text.Length);
            if (random.NextInt(2) == 0)
                text.Remove(at, Math.Min(text.Length - at, random.NextInt(8)));
            else
                text.Insert(at, Parts[random.NextInt(Parts.Length)]);
        }

        return text.ToString();
    }
}
