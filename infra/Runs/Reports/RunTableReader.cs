using Serverless.Core.Reporting.Runs;

namespace Serverless.Infra.Runs.Reports;

/// <summary>Rows of tables that runs of all kinds share. A run of one strategy has no columns <c>strategy</c> and <c>symbol</c>: there they are the same in every row.</summary>
/// <param name="run">The run.</param>
/// <param name="strategy">Strategy of every row, when it is one.</param>
/// <param name="symbol">Symbol of every row, when it is one.</param>
internal sealed class RunTableReader(StoredRun run, string? strategy = null, string? symbol = null)
{
    public IReadOnlyList<RunTrade> Trades()
    {
        var table = run.Table("trades");
        var (strategies, symbols) = Owners(table);
        var (entries, exits, quantities) = (table.Column<DateTime>("entry_time"), table.Column<DateTime>("exit_time"), table.Column<double>("quantity"));
        var (ins, outs) = (table.Column<double>("entry_price"), table.Column<double>("exit_price"));
        var (gross, net, held) = (table.Column<double>("gross_profit"), table.Column<double>("net_profit"), table.Column<int>("bars_held"));
        var (adverse, favourable) = (table.Column<double>("max_adverse_excursion"), table.Column<double>("max_favourable_excursion"));
        var trades = Enumerable.Range(0, table.Rows).Select(i => new RunTrade
        {
            Strategy = strategies[i],
            Symbol = symbols[i],
            EntryTime = entries[i],
            ExitTime = exits[i],
            Quantity = quantities[i],
            EntryPrice = ins[i],
            ExitPrice = outs[i],
            GrossProfit = gross[i],
            NetProfit = net[i],
            BarsHeld = held[i],
            Adverse = adverse[i],
            Favourable = favourable[i],
        });
        return [.. trades.OrderBy(trade => trade.ExitTime)];
    }

    public IReadOnlyList<RunFill> Fills()
    {
        var table = run.Table("fills");
        var (strategies, symbols) = Owners(table);
        var (times, quantities, prices) = (table.Column<DateTime>("time"), table.Column<double>("quantity"), table.Column<double>("price"));
        var (commissions, slippages) = (table.Column<double>("commission"), table.Column<double>("slippage"));
        return [.. Enumerable.Range(0, table.Rows)
            .Select(i => new RunFill(strategies[i], symbols[i], times[i], quantities[i], prices[i], commissions[i] + slippages[i]))
            .OrderBy(fill => fill.Time)];
    }

    /// <summary>What guards of strategies and of the account did.</summary>
    public IReadOnlyList<RunLimit> Guards()
    {
        var limits = new List<RunLimit>(Guards(run.Table("guards"), ofAccount: false));
        if (run.HasTable("account_guards"))
            limits.AddRange(Guards(run.Table("account_guards"), ofAccount: true));
        return [.. limits.OrderBy(limit => limit.Time)];
    }

    /// <summary>What strategies logged, and why orders were refused.</summary>
    public IReadOnlyList<RunMessage> Messages()
    {
        var (log, events) = (run.Table("log"), run.Table("events"));
        var (times, severities, messages) = (log.Column<DateTime>("time"), log.Column<string>("severity"), log.Column<string>("message"));
        var (at, states, reasons) = (events.Column<DateTime>("time"), events.Column<string>("to_state"), events.Column<string>("reason"));
        return
        [
            .. Enumerable.Range(0, log.Rows).Select(i => new RunMessage(times[i], severities[i].ToLowerInvariant(), messages[i]))
                .Concat(Enumerable.Range(0, events.Rows).Where(i => states[i] == "Rejected").Select(i => new RunMessage(at[i], "order refused", reasons[i])))
                .OrderBy(message => message.Time),
        ];
    }

    private IEnumerable<RunLimit> Guards(StoredTable table, bool ofAccount)
    {
        var subjects = ofAccount ? null : Owners(table).Strategies;
        var (times, guards, actions) = (table.Column<DateTime>("time"), table.Column<string>("guard"), table.Column<string>("action"));
        var (values, limits) = (table.Column<double>("value"), table.Column<double>("limit"));
        return Enumerable.Range(0, table.Rows).Select(i => new RunLimit(times[i], guards[i], subjects?[i] ?? "account", limits[i], values[i], null, actions[i]));
    }

    private (string[] Strategies, string[] Symbols) Owners(StoredTable table) => (
        table.Find<string>("strategy") ?? [.. Enumerable.Repeat(strategy!, table.Rows)],
        table.Find<string>("symbol") ?? [.. Enumerable.Repeat(symbol!, table.Rows)]);
}
