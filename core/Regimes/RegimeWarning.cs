namespace Serverless.Core.Regimes;

/// <summary>A regime that does not rest on current data.</summary>
/// <param name="Dimension"><c>crypto</c>, <c>equity</c>, <c>macro</c> or <c>volatility</c>.</param>
/// <param name="KnownAt">When the newest figure became known; null where there was none.</param>
/// <param name="Message">The same in words, with what is assumed.</param>
/// <param name="Source">Symbols of the series.</param>
/// <param name="Status">Anything but <see cref="RegimeStatus.Current"/>.</param>
public sealed record RegimeWarning(string Dimension, DateTimeOffset? KnownAt, string Message, string Source, RegimeStatus Status)
{
    internal static RegimeWarning? Of<T>(string dimension, RegimeReading<T> reading)
        where T : struct, Enum
    {
        var known = reading.KnownAt is { } at ? FormattableString.Invariant($"last known at {at:yyyy-MM-ddTHH:mmZ}") : "never known";
        return reading.Status switch
        {
            RegimeStatus.Current => null,
            RegimeStatus.Late => Because($"a newer figure of {reading.Source} is due ({known}); {reading.Value} is held"),
            RegimeStatus.Substitute => Because($"the usual index is missing or stale; {reading.Value} comes from {reading.Source}"),
            RegimeStatus.Stale => Because($"{reading.Source} is stale ({known}); {reading.Value} is assumed"),
            _ => Because($"there is no figure to read, or too few of them; {reading.Value} is assumed"),
        };

        RegimeWarning Because(string message) => new(dimension, reading.KnownAt, $"{dimension}: {message}.", reading.Source, reading.Status);
    }
}
