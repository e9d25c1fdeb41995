using System.Collections.Immutable;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio.Construction;

/// <summary>
/// What each model would have made of a budget of its own: its wishes held from close to close, without costs, by UTC day. A close at midnight
/// belongs to the day that ends. Days without any close are left out, and so is the day of the first wishes, which is not whole.
/// </summary>
/// <param name="models">Names of the models.</param>
internal sealed class ModelReturns(IReadOnlyList<string> models)
{
    private readonly List<double[]> days = [];
    private readonly Dictionary<string, double> prices = [];
    private IReadOnlyDictionary<string, ModelDecision> wishes = ImmutableDictionary<string, ModelDecision>.Empty;
    private double[]? growth;
    private long day = -1;

    /// <summary>Days that have ended.</summary>
    public int Count => days.Count;

    /// <summary>Returns of the last days that have ended: for each, one for each model.</summary>
    public double[][] Last(int count) => [.. days.TakeLast(count)];

    /// <summary>Values the wishes at new closes.</summary>
    /// <param name="time">Time of the closes, after that of the last.</param>
    /// <param name="closes">Prices by symbol; one that is missing stays as it was.</param>
    public void Mark(DateTimeOffset time, IReadOnlyDictionary<string, double> closes)
    {
        var today = (time.UtcTicks - 1) / TimeSpan.TicksPerDay;
        if (today != day)
        {
            if (growth is not null)
                days.Add(Array.ConvertAll(growth, value => value - 1));
            growth = wishes.Count == 0 ? null : [.. models.Select(_ => 1.0)];
            day = today;
        }

        for (var i = 0; i < growth?.Length; i++)
            growth[i] *= 1 + (wishes.TryGetValue(models[i], out var wish) ? wish.Targets.Sum(target => target.Weight * Return(target.Asset, closes)) : 0);
        foreach (var (symbol, price) in closes)
            prices[symbol] = price;
    }

    /// <summary>Takes new wishes, to be held from the last closes on; a model that is not among them holds nothing.</summary>
    public void Follow(IReadOnlyDictionary<string, ModelDecision> decisions) => wishes = decisions;

    private double Return(string symbol, IReadOnlyDictionary<string, double> closes) =>
        prices.TryGetValue(symbol, out var before) && closes.TryGetValue(symbol, out var now) ? (now / before) - 1 : 0;
}
