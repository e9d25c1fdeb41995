using System.Collections.Immutable;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio.Construction;

/// <summary>
/// Finds the budgets of models in the course of a run. The sum of the fixed budgets is split anew, every some days, by what each model would have
/// made of a budget of its own in the days before. Models whose fixed budget is 0 get none. A model that was flat throughout keeps its fixed budget,
/// for flatness says nothing about its risk. The share that a regime names is a ceiling. For one run, one thread.
/// </summary>
/// <remarks>Each decision is <see cref="At"/>, then the models', then <see cref="Follow"/>: what comes later cannot be known.</remarks>
public sealed class BudgetAllocator
{
    private readonly ModelBudgets budgets;
    private readonly ConstructionOptions options;
    private readonly ImmutableArray<string> models;
    private readonly ModelReturns returns;
    private (IReadOnlyDictionary<string, double>? Shares, string? Note, DateTimeOffset At)? found;

    /// <summary>Begins a run.</summary>
    /// <param name="budgets">Fixed budgets.</param>
    /// <param name="options">The method.</param>
    /// <exception cref="ArgumentException">They cannot be used; the message names the key at fault.</exception>
    public BudgetAllocator(ModelBudgets budgets, ConstructionOptions options)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        ArgumentNullException.ThrowIfNull(options);
        if ((budgets.FindProblem() ?? options.FindProblem()) is { } problem)
            throw new ArgumentException($"Budgets: {problem}");
        (this.budgets, this.options) = (budgets, options);
        models = [.. budgets.Base.Where(budget => budget.Value > 0).Select(budget => budget.Key).Order(StringComparer.Ordinal)];
        returns = new ModelReturns(models);
    }

    /// <summary>The budgets of a decision.</summary>
    /// <param name="time">Its time, after that of the last.</param>
    /// <param name="regime">The regimes.</param>
    /// <param name="closes">Last known prices, by symbol; positive.</param>
    public ModelAllocation At(DateTimeOffset time, MarketRegimeState regime, IReadOnlyDictionary<string, double> closes)
    {
        ArgumentNullException.ThrowIfNull(regime);
        ArgumentNullException.ThrowIfNull(closes);
        if (options.Method == ConstructionMethod.Budgets)
            return new ModelAllocation(budgets.For(regime), null);
        var needed = options.Method == ConstructionMethod.EqualWeight ? 0 : options.LookbackDays;
        returns.Mark(time, closes);
        if (returns.Count < needed)
            return new ModelAllocation(Fixed(regime), $"fewer than {needed} days of returns are known: the fixed budgets hold");
        if (found is not { } last || time - last.At >= TimeSpan.FromDays(options.RebalanceDays))
        {
            var (shares, note) = Find(returns.Last(needed));
            found = last = (shares, note, time);
        }

        return new ModelAllocation(last.Shares is null ? Fixed(regime) : Within(regime, last.Shares), last.Note);
    }

    /// <summary>Takes what the models decided, to be judged by the closes that follow.</summary>
    /// <param name="decisions">Decision of each model, by its name; one that is absent holds nothing.</param>
    public void Follow(IReadOnlyDictionary<string, ModelDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        returns.Follow(decisions);
    }

    private ImmutableSortedDictionary<string, double> Fixed(MarketRegimeState regime) => budgets.For(regime).ToImmutableSortedDictionary(
        share => share.Key, share => Math.Min(share.Value, options.MaxBudget), StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, double> Within(MarketRegimeState regime, IReadOnlyDictionary<string, double> shares)
    {
        var ceilings = budgets.Ceilings(regime);
        return shares.ToImmutableSortedDictionary(
            share => share.Key, share => Math.Min(share.Value, ceilings.GetValueOrDefault(share.Key, 1)), StringComparer.Ordinal);
    }

    // Null where the method finds no shares.
    private (IReadOnlyDictionary<string, double>? Shares, string? Note) Find(double[][] days)
    {
        var moving = Enumerable.Range(0, models.Length).Where(model => days.Length == 0 || days.Any(day => day[model] != days[0][model])).ToArray();
        var flat = moving.Length == models.Length
            ? null
            : $"{string.Join(", ", models.Where((_, model) => !moving.Contains(model)))} did not move in {days.Length} days: the fixed budget holds";
        if (moving.Length == 0)
            return (null, flat);
        double[] fixedShares = [.. moving.Select(model => budgets.Base[models[model]])];
        try
        {
            var shares = ModelShares.Of(options, [.. days.Select(day => moving.Select(model => day[model]).ToArray())], fixedShares);
            if (shares is null)
                return (null, $"no model earned anything in {days.Length} days: the fixed budgets hold");
            var result = budgets.Base.ToImmutableSortedDictionary(
                share => share.Key, share => Math.Min(share.Value, options.MaxBudget), StringComparer.Ordinal);
            for (var i = 0; i < moving.Length; i++)
                result = result.SetItem(models[moving[i]], shares[i]);
            return (result, flat);
        }
        catch (ArgumentException fault)
        {
            // Such as a covariance that cannot be inverted: a fact about the data, not a fault of the run.
            return (null, $"{fault.Message.TrimEnd('.')}: the fixed budgets hold");
        }
    }
}
