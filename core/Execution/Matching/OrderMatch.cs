namespace Serverless.Core.Execution.Matching;

/// <summary>Where and at which price an order would trade.</summary>
/// <param name="At">Place on the path; <see cref="PathPoint.Never"/> when it does not trade in the bar.</param>
/// <param name="Price">The quoted price, before slippage.</param>
public readonly record struct OrderMatch(PathPoint At, double Price)
{
    /// <summary>No trade in this bar.</summary>
    public static OrderMatch None => new(PathPoint.Never, double.NaN);
}
