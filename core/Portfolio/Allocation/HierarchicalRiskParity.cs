namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Hierarchical risk parity of López de Prado (2016): assets are clustered by correlation, put in the order of the clusters' tree, and the
/// capital is split top-down between halves of that order by inverse variance. Inverts no matrix. Long-only; weights sum to 1.
/// </summary>
public static class HierarchicalRiskParity
{
    /// <summary>Weights, with the tree that they come from.</summary>
    /// <param name="covariance">Any covariance matrix; its scale does not matter.</param>
    /// <param name="distance">What is clustered.</param>
    public static HierarchicalAllocation Allocate(Covariance covariance, ClusterDistance distance = ClusterDistance.Columns)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var distances = CorrelationDistances(covariance);
        var tree = SingleLinkage.Cluster(distance == ClusterDistance.Columns ? ColumnDistances(distances) : distances);
        var weights = new double[covariance.Count];
        Array.Fill(weights, 1);
        Split(covariance, tree.Order, weights);
        return new HierarchicalAllocation(weights, tree.Order, tree.Heights);
    }

    private static void Split(Covariance covariance, ReadOnlySpan<int> cluster, double[] weights)
    {
        if (cluster.Length < 2)
            return;
        var left = cluster[..(cluster.Length / 2)];
        var right = cluster[left.Length..];
        var (ofLeft, ofRight) = (Variance(covariance, left), Variance(covariance, right));
        var share = 1 - (ofLeft / (ofLeft + ofRight));
        foreach (var asset in left)
            weights[asset] *= share;
        foreach (var asset in right)
            weights[asset] *= 1 - share;
        Split(covariance, left, weights);
        Split(covariance, right, weights);
    }

    // Of the cluster's inverse-variance portfolio.
    private static double Variance(Covariance covariance, ReadOnlySpan<int> cluster)
    {
        double sum = 0, variance = 0;
        foreach (var i in cluster)
        {
            sum += 1 / covariance[i, i];
            foreach (var j in cluster)
                variance += covariance[i, j] / (covariance[i, i] * covariance[j, j]);
        }

        return variance / (sum * sum);
    }

    private static double[,] CorrelationDistances(Covariance covariance) => Square(covariance.Count, (i, j) =>
    {
        var correlation = covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]);
        return i == j ? 0 : Math.Sqrt(Math.Max(0, 1 - correlation) / 2);
    });

    private static double[,] ColumnDistances(double[,] distances)
    {
        var count = distances.GetLength(0);
        return Square(count, (i, j) => Math.Sqrt(Enumerable.Range(0, count).Sum(k => Math.Pow(distances[k, i] - distances[k, j], 2))));
    }

    private static double[,] Square(int count, Func<int, int, double> value)
    {
        var result = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                result[i, j] = value(i, j);
        }

        return result;
    }
}
