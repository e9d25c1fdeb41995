using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// Models, budgets and risk limits as one strategy of a portfolio run: at every close each model decides, the wishes are netted and limited, and what
/// is worth a trade becomes a target. An instance is for one run; its member trades the assets of all models with a budget of 1.
/// </summary>
/// <param name="market">The series that models read, those of the run among them.</param>
/// <param name="regimes">The regimes.</param>
/// <param name="policy">Budgets, limits and what is worth a trade.</param>
/// <param name="models">The models, each once.</param>
public sealed class ModelPortfolio(ModelMarket market, RegimeHistory regimes, PortfolioPolicy policy, IReadOnlyList<ModelInstance> models)
    : IPortfolioStrategy
{
    private readonly Dictionary<string, ModelState> states = models.ToDictionary(model => model.Name, _ => ModelState.Empty);
    private readonly BudgetAllocator allocator = new(policy.Budgets, policy.Construction);
    private readonly List<PortfolioDecision> decisions = [];
    private IReadOnlyList<string> symbols = [];
    private RiskState? risk;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <summary>Every decision so far, with what each model asked for and what limits left of it.</summary>
    public IReadOnlyList<PortfolioDecision> Decisions => decisions;

    /// <inheritdoc/>
    public void OnInit(PortfolioInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        symbols = inputs.Symbols;
        foreach (var model in models)
        {
            if (model.Universe.FirstOrDefault(asset => !symbols.Contains(asset)) is { } missing)
                throw new ArgumentException($"{model.Id} decides on {missing}, which the run does not trade: add the symbol or change the universe.", nameof(inputs));
        }
    }

    /// <inheritdoc/>
    public void OnBar(in PortfolioContext context)
    {
        var time = new DateTimeOffset(context.Time);
        var equity = context.Portfolio.Equity;
        if (equity <= 0)
        {
            context.Flatten();
            return;
        }

        var regime = regimes.At(time);
        risk = risk is null ? RiskState.Start(equity, time) : risk.After(equity, time, policy.Limits);
        var allocation = allocator.At(time, regime, Prices(context));
        var asked = Ask(time, regime, allocation.Budgets, equity);
        allocator.Follow(asked);
        var decision = PortfolioDecision.Make(asked, regime, policy, risk, Weights(context, equity), allocation);
        decisions.Add(decision);
        foreach (var instruction in decision.Plan.Instructions)
        {
            for (var i = 0; i < symbols.Count; i++)
            {
                if (symbols[i] == instruction.Asset && context.HasBegun(i))
                    context.Target(i, instruction.Target);
            }
        }
    }

    private Dictionary<string, ModelDecision> Ask(
        DateTimeOffset time, MarketRegimeState regime, IReadOnlyDictionary<string, double> budgets, double equity)
    {
        var asked = new Dictionary<string, ModelDecision>(models.Count);
        foreach (var model in models)
        {
            var wishes = model.Decide(market, time, regime, states[model.Name], budgets.GetValueOrDefault(model.Name), equity);
            states[model.Name] = states[model.Name].After(wishes, time);
            asked.Add(model.Name, wishes);
        }

        return asked;
    }

    private Dictionary<string, double> Weights(in PortfolioContext context, double equity)
    {
        var weights = new Dictionary<string, double>(symbols.Count);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (context.HasBegun(i) && context[i] is var symbol && symbol.Position.Size != 0)
                weights.Add(symbols[i], symbol.Position.Size * symbol.Price / equity);
        }

        return weights;
    }

    private Dictionary<string, double> Prices(in PortfolioContext context)
    {
        var prices = new Dictionary<string, double>(symbols.Count);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (context.HasBegun(i))
                prices.Add(symbols[i], context[i].Price);
        }

        return prices;
    }
}
