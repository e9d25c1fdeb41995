namespace Serverless.Core.Lifecycle;

/// <summary>Values that a parameter may have today; null for no bound.</summary>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
public sealed record ParameterLimit(double? Min = null, double? Max = null)
{
    internal bool Allows(double value) => !(value < Min) && !(value > Max);
}
