namespace Serverless.Core.Risk;

/// <summary>A loss from which on risk is taken back.</summary>
/// <param name="Threshold">The loss, 0.15 is 15 %; above 0 up to 1.</param>
/// <param name="Action">What is done.</param>
/// <param name="Factor">For <see cref="LossAction.Reduce"/>: what is left of targets; 0 … 1.</param>
public sealed record LossLimit(double Threshold, LossAction Action = LossAction.Reduce, double Factor = 0.5)
{
    internal string? FindProblem(string key)
    {
        if (!(Threshold is > 0 and <= 1))
            return FormattableString.Invariant($"{key}.threshold is {Threshold}; it must be above 0 up to 1.");
        return Factor is >= 0 and <= 1 ? null : FormattableString.Invariant($"{key}.factor is {Factor}; it must be 0 to 1.");
    }
}
