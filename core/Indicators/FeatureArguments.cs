namespace Serverless.Core.Indicators;

/// <summary>The arguments of a feature, in the order of <see cref="Feature.Parameters"/>; those that it lacks are 0.</summary>
/// <param name="First">The first argument, usually a period in bars.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
public readonly record struct FeatureArguments(double First = 0, double Second = 0, double Third = 0)
{
    /// <summary>Argument <paramref name="index"/>, 0 … 2.</summary>
    public double this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A feature has at most three parameters."),
    };

    /// <summary>Argument <paramref name="index"/> as a whole number.</summary>
    public int Whole(int index) => (int)this[index];
}
