using System.Numerics;

namespace Serverless.Core.Validation;

/// <summary>Subsets of a fixed size.</summary>
internal static class Combinations
{
    /// <summary>n over k.</summary>
    /// <exception cref="OverflowException">It exceeds 64 bits.</exception>
    public static long Count(int n, int k)
    {
        var count = BigInteger.One;
        for (var i = 1; i <= k; i++)
            count = count * (n - k + i) / i;
        return (long)count;
    }

    /// <summary>
    /// All k-subsets of 0 … n − 1, ascending within and in lexicographic order. The complement of subset i of n ÷ 2 members is subset
    /// count − 1 − i.
    /// </summary>
    public static IEnumerable<int[]> Lexicographic(int n, int k)
    {
        var members = Enumerable.Range(0, k).ToArray();
        while (true)
        {
            yield return [.. members];
            var i = k - 1;
            while (i >= 0 && members[i] == n - k + i)
                i--;
            if (i < 0)
                yield break;
            members[i]++;
            for (var j = i + 1; j < k; j++)
                members[j] = members[j - 1] + 1;
        }
    }
}
