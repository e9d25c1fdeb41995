using System.Globalization;
using System.Text;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Causality;

/// <summary>An order in words, all of it, with numbers that are exact.</summary>
internal static class TicketText
{
    public static string Of(in OrderTicket ticket)
    {
        var text = new StringBuilder("orders ");
        text.Append(CultureInfo.InvariantCulture, $"{(ticket.OfTarget ? "target" : ticket.Type.ToString())} {ticket.Quantity:R}");
        Add(text, "limit", ticket.LimitPrice);
        Add(text, "stop", ticket.StopPrice);
        Add(text, "trail", ticket.TrailDistance);
        Add(text, "stop-loss", ticket.Bracket.StopLoss);
        Add(text, "take-profit", ticket.Bracket.TakeProfit);
        Add(text, "group", ticket.OneCancelsOther);
        if (ticket.ReduceOnly)
            text.Append(", reduce-only");
        if (ticket.TimeInForce != TimeInForce.GoodTilCancelled)
            text.Append(CultureInfo.InvariantCulture, $", {ticket.TimeInForce}");
        if (ticket.TimeInForce == TimeInForce.GoodTilDate)
            text.Append(CultureInfo.InvariantCulture, $" {ticket.GoodTil:O}");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, double value)
    {
        if (value != 0)
            text.Append(CultureInfo.InvariantCulture, $", {name} {value:R}");
    }
}
