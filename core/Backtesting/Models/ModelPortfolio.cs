using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// Models, budgets and risk limits in a portfolio run: at every close each model decides, the wishes are netted and limited, and what is worth a
/// trade becomes targets. Every model has a book of its own (<see cref="Members"/>), which holds its part of each asset; buyers and sellers
/// among them cross. An instance is for one run.
/// </summary>
public sealed class ModelPortfolio
{
    private readonly IReadOnlyList<(ModelInstance Model, ModelMarket Market)> models;
    private readonly RegimeHistory regimes;
    private readonly PortfolioPolicy policy;
    private readonly Action<ModelStep>? listener;
    private readonly BudgetAllocator allocator;
    private readonly ModelState[] states;
    private readonly Exception?[] failures;
    private IReadOnlyList<string> symbols = [];
    private AssetOrders[] orders = [];
    private double[][] asked = [];
    private RiskState? risk;
    private DateTime decidedAt;

    /// <summary>Puts the parts together.</summary>
    /// <param name="models">The models, each once, with the series that they read.</param>
    /// <param name="regimes">The regimes.</param>
    /// <param name="policy">Budgets, limits and what is worth a trade.</param>
    /// <param name="listener">Hears of every decision; null for nobody.</param>
    public ModelPortfolio(
        IReadOnlyList<(ModelInstance Model, ModelMarket Market)> models, RegimeHistory regimes, PortfolioPolicy policy, Action<ModelStep>? listener = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(policy);
        allocator = new BudgetAllocator(policy.Budgets, policy.Construction);
        (this.models, this.regimes, this.policy, this.listener) = (models, regimes, policy, listener);
        states = [.. models.Select(_ => ModelState.Empty)];
        failures = new Exception?[models.Count];
        Members = [.. models.Select((one, index) => new PortfolioMember(one.Model.Name, new ModelMember(this, index)))];
    }

    /// <summary>A strategy of the run for each model, in order, by its name. They trade all symbols of the run, each from the whole account.</summary>
    public IReadOnlyList<PortfolioMember> Members { get; }

    internal AssetOrders OrdersOf(int symbol) => orders[symbol];

    internal void ThrowIfFailed(int model)
    {
        if (failures[model] is { } failure)
            throw failure;
    }

    internal void Begin(int model, IReadOnlyList<string> traded)
    {
        var instance = models[model].Model;
        if (instance.Universe.FirstOrDefault(asset => !traded.Contains(asset)) is { } missing)
        {
            failures[model] = new ArgumentException($"{instance.Id} decides on {missing}, which the run does not trade: add the symbol or change the universe.");
            throw failures[model]!;
        }

        symbols = traded;
        orders = [.. traded.Select(_ => new AssetOrders())];
        asked = [.. traded.Select(_ => new double[models.Count])];
    }

    /// <summary>Decides once at each time, for whichever model asks first.</summary>
    internal void Decide(in PortfolioContext context)
    {
        if (context.Time == decidedAt)
            return;
        decidedAt = context.Time;
        var (time, equity) = (new DateTimeOffset(decidedAt), context.Portfolio.Equity);
        var regime = regimes.At(time);
        risk = risk is null ? RiskState.Start(equity, time) : risk.After(equity, time, policy.Limits);
        var allocation = allocator.At(time, regime, Prices(context));
        var (held, wishes) = (Weights(context, equity), Ask(time, regime, allocation.Budgets, equity));
        allocator.Follow(wishes);
        var decision = PortfolioDecision.Make(wishes, regime, policy, risk, held, allocation);
        listener?.Invoke(new ModelStep(risk, held, wishes, decision));
        for (var symbol = 0; symbol < symbols.Count; symbol++)
        {
            if (context.HasBegun(symbol))
                Move(context, symbol, decision, equity);
        }
    }

    // What a model throws is its own outcome: its book is closed, the others go on.
    private Dictionary<string, ModelDecision> Ask(
        DateTimeOffset time, MarketRegimeState regime, IReadOnlyDictionary<string, double> budgets, double equity)
    {
        var wishes = new Dictionary<string, ModelDecision>(models.Count);
        for (var i = 0; i < models.Count; i++)
        {
            if (failures[i] is not null)
                continue;
            var (model, market) = models[i];
            try
            {
                var decision = model.Decide(market, time, regime, states[i], budgets.GetValueOrDefault(model.Name), equity);
                states[i] = states[i].After(decision, time);
                wishes.Add(model.Name, decision);
            }
#pragma warning disable CA1031 // As above.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures[i] = exception;
            }
        }

        return wishes;
    }

    // What trades in a bar that is not known yet is held, at the weight that was ordered.
    private Dictionary<string, double> Weights(in PortfolioContext context, double equity)
    {
        var weights = new Dictionary<string, double>(symbols.Count);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (!context.HasBegun(i))
                continue;
            orders[i].Follow(context, i);
            var weight = orders[i].UnderWay is { Kind: AssetMoveKind.Trade } traded ? traded.Weight : context.HeldByAll(i) / equity;
            if (weight != 0)
                weights.Add(symbols[i], weight);
        }

        return weights;
    }

    private Dictionary<string, double> Prices(in PortfolioContext context)
    {
        var prices = new Dictionary<string, double>();
        if (policy.Construction.Method == ConstructionMethod.Budgets)
            return prices;
        for (var i = 0; i < symbols.Count; i++)
        {
            if (context.HasBegun(i))
                prices.Add(symbols[i], context[i].Price);
        }

        return prices;
    }

    private void Move(in PortfolioContext context, int symbol, PortfolioDecision decision, double equity)
    {
        var asset = decision.Allowed.Find(symbols[symbol]);
        Span<double> parts = stackalloc double[models.Count];
        Span<double> wanted = stackalloc double[models.Count];
        Split(asset, wanted, parts);
        var order = orders[symbol];
        var isUnderWay = context.IsUnderWay(symbol);
        if (decision.Plan.Find(symbols[symbol]) is not null)
        {
            order.Want(AssetMoveKind.Trade, parts, asset?.Weight ?? 0, isUnderWay);
            wanted.CopyTo(asked[symbol]);
            return;
        }

        // Units can change books once all trades are through.
        var held = decision.Plan.Projected.GetValueOrDefault(symbols[symbol]);
        if (order.UnderWay.Kind == AssetMoveKind.Rest && !wanted.SequenceEqual(asked[symbol]) && Fit(parts, asset?.Weight ?? 0, held))
        {
            foreach (ref var part in parts)
                part *= equity / context[symbol].Price;
            order.Want(AssetMoveKind.Transfer, parts, held, isUnderWay);
            wanted.CopyTo(asked[symbol]);
        }
        else if (order.Wanted.Kind == AssetMoveKind.Trade)
        {
            order.Want(AssetMoveKind.Rest, [], 0, isUnderWay);
        }
    }

    // What each model asks for, and its part of the weight that is allowed.
    private void Split(TargetWeight? asset, Span<double> wanted, Span<double> parts)
    {
        wanted.Clear();
        parts.Clear();
        for (var i = 0; i < parts.Length; i++)
        {
            foreach (var contribution in asset?.Contributions ?? [])
            {
                if (contribution.Model == models[i].Model.Name)
                    (wanted[i], parts[i]) = (contribution.Asked, contribution.Weight);
            }
        }
    }

    // What is held stays, and belongs to the models in the proportion in which they ask; false where none asks.
    private static bool Fit(Span<double> parts, double allowed, double held)
    {
        var gross = 0.0;
        foreach (var part in parts)
            gross += Math.Abs(part);
        if (gross == 0)
            return false;
        foreach (ref var part in parts)
            part += (held - allowed) * Math.Abs(part) / gross;
        return true;
    }
}
