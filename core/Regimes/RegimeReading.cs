namespace Serverless.Core.Regimes;

/// <summary>One regime at one time, and what it rests on.</summary>
/// <param name="Figures">The figures it was read from.</param>
/// <param name="KnownAt">UTC time from which the newest of them could be known; null where there was none.</param>
/// <param name="Source">Symbols of the series read, joined by <c>+</c>; empty where there was none.</param>
/// <param name="Status">How far it can be relied on.</param>
/// <param name="Value">The regime.</param>
/// <typeparam name="T">One of the four regimes.</typeparam>
public readonly record struct RegimeReading<T>(RegimeFigures Figures, DateTimeOffset? KnownAt, string Source, RegimeStatus Status, T Value)
    where T : struct, Enum
{
    internal bool IsKnown => Status is RegimeStatus.Current or RegimeStatus.Late;
}
