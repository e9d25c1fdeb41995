namespace Serverless.Core.Execution.Matching;

/// <summary>A place on a <see cref="BarPath"/>: prices are kept, not distances, so that a fill at a level is exact.</summary>
/// <param name="Leg">Leg, 0 to 2; 3 is behind the end.</param>
/// <param name="Price">Price there.</param>
public readonly record struct PathPoint(int Leg, double Price)
{
    /// <summary>Behind the end of every path.</summary>
    public static PathPoint Never => new(3, double.NaN);

    /// <summary>Whether it is behind the end.</summary>
    public bool IsNever => Leg == 3;
}
