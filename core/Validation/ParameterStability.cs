using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>How much one parameter moved from window to window.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Mean">Mean over windows.</param>
/// <param name="Smallest">Smallest value.</param>
/// <param name="Largest">Largest value.</param>
/// <param name="Changes">Windows whose value differs from that of the window before.</param>
/// <param name="Stability">
/// 1 − mean absolute change from one window to the next ÷ width of the parameter's range: 1 when it never moves, about 2 ÷ 3 when it is chosen at
/// random; null for one window or a range without width.
/// </param>
public sealed record ParameterStability(string Name, double Mean, double Smallest, double Largest, int Changes, double? Stability)
{
    /// <summary>Measures one parameter.</summary>
    /// <param name="range">The parameter.</param>
    /// <param name="chosen">Its value in each window, in order of time; at least one.</param>
    public static ParameterStability Of(ParameterRange range, IReadOnlyList<double> chosen)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentOutOfRangeException.ThrowIfZero(chosen.Count);
        double[] moves = [.. chosen.Zip(chosen.Skip(1), (before, after) => Math.Abs(after - before))];
        return new ParameterStability(
            range.Name,
            chosen.Average(),
            chosen.Min(),
            chosen.Max(),
            moves.Count(move => move > 0),
            moves.Length == 0 || range.Max <= range.Min ? null : 1 - (moves.Average() / (range.Max - range.Min)));
    }
}
