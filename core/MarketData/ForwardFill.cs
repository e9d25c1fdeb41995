using System.Globalization;

namespace Serverless.Core.MarketData;

/// <summary>Missing bars repeat the last close, until it is too old; those after that stay absent.</summary>
public sealed record ForwardFill : IMissingDataPolicy
{
    /// <summary>Creates the policy.</summary>
    /// <param name="maxAge">Most bars in a row that one close stands in for, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is below 1.</exception>
    public ForwardFill(int maxAge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAge, 1);
        MaxAge = maxAge;
    }

    /// <summary>Most bars in a row that one close stands in for.</summary>
    public int MaxAge { get; }

    /// <inheritdoc/>
    public Bar? Fill(BarSeries past, int age, DateTime openTime)
    {
        ArgumentNullException.ThrowIfNull(past);
        var close = past.Close[^1];
        return age > MaxAge ? null : new Bar(openTime, close, close, close, close, 0);
    }

    /// <summary><c>forward-fill-3</c>, for example.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"forward-fill-{MaxAge}");
}
