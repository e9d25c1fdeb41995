namespace Serverless.Core.MarketData;

/// <summary>
/// What stands in for a bar that should exist and does not: <see cref="SkipMissing"/>, <see cref="ForwardFill"/>, or a model's own answer.
/// A function of its arguments, so that equal data give equal fills.
/// </summary>
public interface IMissingDataPolicy
{
    /// <summary>The stand-in, or null to leave the bar out; its time and its volume are not used, for it opens when expected and nothing was
    /// traded.</summary>
    /// <param name="past">The bars that opened before, at least one, none of them filled: nothing later can be read.</param>
    /// <param name="age">How many expected bars in a row are missing by now, this one included; from 1.</param>
    /// <param name="openTime">UTC time at which the bar should open.</param>
    Bar? Fill(BarSeries past, int age, DateTime openTime);
}
