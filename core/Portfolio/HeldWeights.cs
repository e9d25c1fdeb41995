namespace Serverless.Core.Portfolio;

/// <summary>Weights that are held, by symbol.</summary>
internal static class HeldWeights
{
    public static void ThrowIfNotFinite(IReadOnlyDictionary<string, double> current)
    {
        foreach (var (asset, weight) in current)
        {
            if (!double.IsFinite(weight))
                throw new ArgumentException(FormattableString.Invariant($"The weight of {asset} is {weight}; it must be finite. Is its price known?"), nameof(current));
        }
    }
}
