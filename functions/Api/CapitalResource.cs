using System.Globalization;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Api;

/// <summary>Seats and capital, as the API tells them; amounts are decimal texts.</summary>
/// <param name="Seats">Live strategies at most.</param>
/// <param name="FreeSeats">Seats that are not taken.</param>
/// <param name="Total">All capital.</param>
/// <param name="Reserve">Capital in no strategy's hands.</param>
/// <param name="Profit">Profits and losses of strategies that gave capital back.</param>
/// <param name="Holdings">What each live strategy holds, by id.</param>
public sealed record CapitalResource(
    int Seats, int FreeSeats, string Total, string Reserve, string Profit, IReadOnlyDictionary<string, string> Holdings)
{
    /// <summary>The ledger.</summary>
    public static CapitalResource Of(CapitalLedgerState ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return new(
            ledger.Seats,
            ledger.FreeSeats,
            Text(ledger.Total),
            Text(ledger.Free),
            Text(ledger.Profit),
            ledger.Holdings.ToDictionary(holding => holding.Key, holding => Text(holding.Value.Amount)));
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
