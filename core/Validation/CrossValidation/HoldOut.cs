namespace Serverless.Core.Validation.CrossValidation;

/// <summary>One cut of the history into three consecutive parts: to fit on, to choose by, and to look at once, at the end.</summary>
/// <param name="Train">The first part.</param>
/// <param name="Validation">The second part.</param>
/// <param name="Test">The last part.</param>
public sealed record HoldOut(IndexRange Train, IndexRange Validation, IndexRange Test)
{
    /// <summary>Cuts; both boundaries are rounded down.</summary>
    /// <param name="count">Number of observations.</param>
    /// <param name="train">Share of the first part.</param>
    /// <param name="validation">Share of the second part; the rest is the last one.</param>
    /// <param name="gap">Observations left out before each boundary's right side, for labels that reach ahead; not negative.</param>
    /// <exception cref="ArgumentException">A part would be empty, or shares do not fit into 1.</exception>
    public static HoldOut Split(int count, double train = 0.7, double validation = 0.2, int gap = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (!(train > 0 && validation > 0 && train + validation < 1))
            throw new ArgumentException($"Shares of {train} and {validation} leave nothing for one of the parts.", nameof(train));
        // 0.7 + 0.2 is below 0.9 by one bit.
        const double Rounding = 1e-9;
        var first = (int)Math.Floor((train * count) + Rounding);
        var second = (int)Math.Floor(((train + validation) * count) + Rounding);
        var split = new HoldOut(new IndexRange(0, first), new IndexRange(first + gap, second), new IndexRange(second + gap, count));
        return split.Train.Length > 0 && split.Validation.Length > 0 && split.Test.Length > 0
            ? split
            : throw new ArgumentException($"{count} observations with gaps of {gap} are too few for three parts.", nameof(count));
    }
}
