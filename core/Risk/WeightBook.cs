using Serverless.Core.Portfolio;

namespace Serverless.Core.Risk;

/// <summary>The weights of a portfolio while limits are applied to them: weights only ever shrink, and every reduction is noted.</summary>
internal sealed class WeightBook
{
    private readonly TargetPortfolio portfolio;
    private readonly double[] weights;
    private readonly List<WeightAdjustment> adjustments;

    public WeightBook(TargetPortfolio portfolio)
    {
        this.portfolio = portfolio;
        weights = [.. portfolio.Assets.Select(asset => asset.Weight)];
        adjustments = [.. portfolio.Adjustments];
        Everything = [.. Enumerable.Range(0, weights.Length)];
    }

    public int[] Everything { get; }

    public int Count => weights.Length;

    public string Asset(int index) => portfolio.Assets[index].Asset;

    public double this[int index] => weights[index];

    public bool Has(string limit) => adjustments.Exists(adjustment => adjustment.Limit == limit);

    public TargetPortfolio ToPortfolio() =>
        new([.. portfolio.Assets.Select((asset, i) => asset.At(weights[i]))], adjustments);

    /// <summary>Brings one weight down to a size, keeping its sign.</summary>
    public void Cap(int index, double size, string limit)
    {
        var before = weights[index];
        if (Math.Abs(before) <= size)
            return;
        weights[index] = Math.CopySign(size, before);
        adjustments.Add(new WeightAdjustment(limit, Asset(index), size, before, weights[index]));
    }

    /// <summary>Multiplies all weights by a factor of at most 1.</summary>
    public void Scale(double factor, string limit)
    {
        var before = RiskMeasures.Gross(weights);
        if (before == 0 || factor == 1)
            return;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= factor;
        adjustments.Add(new WeightAdjustment(limit, RiskLimitNames.Portfolio, before * factor, before, RiskMeasures.Gross(weights)));
    }

    /// <summary>Scales some weights by one factor until a figure of theirs is at most <paramref name="allowed"/>, rounding included.</summary>
    public void ScaleTo(int[] members, Func<double[], double> figure, double allowed, string limit, string subject)
    {
        var original = Array.ConvertAll(members, index => weights[index]);
        var before = figure(original);
        if (before <= allowed)
            return;
        // A factor a hair smaller where the products' rounding adds up to more than the limit.
        var factor = allowed / before;
        var scaled = Array.ConvertAll(original, weight => weight * factor);
        for (var hair = RiskMeasures.Hair; figure(scaled) > allowed; hair *= 2)
        {
            factor *= 1 - hair;
            scaled = Array.ConvertAll(original, weight => weight * factor);
        }

        for (var i = 0; i < members.Length; i++)
            weights[members[i]] = scaled[i];
        adjustments.Add(new WeightAdjustment(limit, subject, allowed, before, figure(scaled)));
    }
}
