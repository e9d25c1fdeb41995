namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Single-linkage clustering by a minimum spanning tree (Prim's), numbered as SciPy does: joins in ascending distance get the ids n, n + 1, …, and
/// the smaller id of a join stands on the left.
/// </summary>
internal static class SingleLinkage
{
    public static (int[] Order, double[] Heights) Cluster(double[,] distances)
    {
        var count = distances.GetLength(0);
        var edges = SpanningTree(distances).OrderBy(edge => edge.Distance).ToArray();
        var cluster = Enumerable.Range(0, count).ToArray();
        var members = Enumerable.Range(0, count).ToDictionary(i => i, i => (int[])[i]);
        for (var i = 0; i < edges.Length; i++)
        {
            var (one, other) = (cluster[edges[i].From], cluster[edges[i].To]);
            int[] joined = [.. members[Math.Min(one, other)], .. members[Math.Max(one, other)]];
            members.Remove(one);
            members.Remove(other);
            members.Add(count + i, joined);
            foreach (var member in joined)
                cluster[member] = count + i;
        }

        return (members.Values.Single(), Array.ConvertAll(edges, edge => edge.Distance));
    }

    private static IEnumerable<(int From, int To, double Distance)> SpanningTree(double[,] distances)
    {
        var count = distances.GetLength(0);
        var (reached, nearest) = (new bool[count], new double[count]);
        Array.Fill(nearest, double.PositiveInfinity);
        for (int edge = 1, from = 0; edge < count; edge++)
        {
            reached[from] = true;
            var to = -1;
            for (var i = 0; i < count; i++)
            {
                if (reached[i])
                    continue;
                nearest[i] = Math.Min(nearest[i], distances[from, i]);
                if (to < 0 || nearest[i] < nearest[to])
                    to = i;
            }

            yield return (from, to, nearest[to]);
            from = to;
        }
    }
}
