using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Minimises ½ x'Gx − q'x subject to equalities and inequalities n'x ≥ b, for positive definite G: the dual active-set method of Goldfarb and
/// Idnani (1983), which needs no feasible start. Dense, for some dozens of variables.
/// </summary>
internal sealed class QuadraticProgram(Covariance g, Vector<double> q)
{
    private const double Tolerance = 1e-12;
    private readonly List<(Vector<double> Normal, double Bound, bool Equality)> constraints = [];

    public QuadraticProgram Equal(Vector<double> normal, double bound)
    {
        constraints.Add((normal, bound, true));
        return this;
    }

    public QuadraticProgram AtLeast(Vector<double> normal, double bound)
    {
        constraints.Add((normal, bound, false));
        return this;
    }

    /// <exception cref="ArgumentException">No x satisfies all constraints.</exception>
    public Vector<double> Minimise()
    {
        var x = g.Solve(q);
        var active = new List<int>();
        var multipliers = new List<double>();
        while (MostViolated(x, active) is { } violated)
        {
            // An equality that is missed from above is pushed down.
            var (normal, bound, equality) = constraints[violated];
            var sign = equality && normal * x > bound ? -1 : 1;
            var pushed = sign * normal;
            var added = 0.0;
            while (true)
            {
                var (primal, dual) = Directions(pushed, active);
                var (drop, dualStep) = LongestDualStep(active, multipliers, dual);
                var slope = primal * pushed;
                var primalStep = slope > Tolerance * (pushed * g.Solve(pushed)) ? ((sign * bound) - (pushed * x)) / slope : double.PositiveInfinity;
                var step = Math.Min(dualStep, primalStep);
                if (double.IsInfinity(step))
                    throw new ArgumentException("No weights satisfy all constraints at once: loosen the caps or the target.");
                for (var i = 0; i < active.Count; i++)
                    multipliers[i] -= step * dual[i];
                added += step;
                if (!double.IsInfinity(primalStep))
                    x += step * primal;
                if (step == primalStep)
                {
                    // Multipliers of equalities keep their sign with the pushed normal; they are never dropped.
                    constraints[violated] = (pushed, sign * bound, equality);
                    active.Add(violated);
                    multipliers.Add(added);
                    break;
                }

                active.RemoveAt(drop);
                multipliers.RemoveAt(drop);
            }
        }

        return x;
    }

    private int? MostViolated(Vector<double> x, List<int> active)
    {
        (int? worst, double most) = (null, Tolerance);
        for (var i = 0; i < constraints.Count; i++)
        {
            if (active.Contains(i))
                continue;
            var (normal, bound, equality) = constraints[i];
            var slack = ((normal * x) - bound) / normal.L2Norm();
            // All equalities come first, also those that happen to hold: they must be in the active set.
            if (equality)
                return i;
            if (-slack > most)
                (worst, most) = (i, -slack);
        }

        return worst;
    }

    private (Vector<double> Primal, Vector<double> Dual) Directions(Vector<double> normal, List<int> active)
    {
        var free = g.Solve(normal);
        if (active.Count == 0)
            return (free, Vector<double>.Build.Dense(1));
        var normals = Matrix<double>.Build.DenseOfColumnVectors(active.Select(i => constraints[i].Normal));
        var moved = g.Solve(normals);
        var dual = normals.TransposeThisAndMultiply(moved).Solve(normals.TransposeThisAndMultiply(free));
        return (free - (moved * dual), dual);
    }

    private (int Drop, double Step) LongestDualStep(List<int> active, List<double> multipliers, Vector<double> dual)
    {
        var (drop, step) = (-1, double.PositiveInfinity);
        for (var i = 0; i < active.Count; i++)
        {
            if (constraints[active[i]].Equality || dual[i] <= Tolerance || multipliers[i] / dual[i] >= step)
                continue;
            (drop, step) = (i, multipliers[i] / dual[i]);
        }

        return (drop, step);
    }
}
