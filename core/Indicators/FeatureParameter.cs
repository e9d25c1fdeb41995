using System.Globalization;

namespace Serverless.Core.Indicators;

/// <summary>One parameter of a feature.</summary>
/// <param name="Name">Its name, unique within the feature.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Default">The usual value.</param>
/// <param name="Whole">Whether only whole numbers are allowed.</param>
public sealed record FeatureParameter(string Name, double Min, double Max, double Default, bool Whole = true)
{
    /// <summary>Longest window, in bars: a year of H4 bars and more.</summary>
    public const int LongestPeriod = 5_000;

    /// <summary>A length in bars, up to <see cref="LongestPeriod"/>.</summary>
    public static FeatureParameter Period(string name, int usual, int min = 1) => new(name, min, LongestPeriod, usual);

    /// <summary>Why <paramref name="value"/> is not allowed, or null when it is.</summary>
    public string? FindProblem(double value) =>
        value >= Min && value <= Max && (!Whole || value == Math.Floor(value))
            ? null
            : string.Create(
                CultureInfo.InvariantCulture, $"'{Name}' is {value}; it must be a {(Whole ? "whole number" : "number")} from {Min} to {Max}.");
}
