using System.Runtime.InteropServices;
using Serverless.Core.Execution.Matching;

namespace Serverless.Core.Execution.Orders;

/// <summary>A submitted order and how far it has come.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct Order
{
    /// <summary>Number within the run, from 1, in order of submission.</summary>
    public int Id { get; internal init; }

    /// <summary>What was ordered.</summary>
    public OrderTicket Ticket { get; internal init; }

    /// <summary>What it is there for.</summary>
    public OrderRole Role { get; internal init; }

    /// <summary>Entry that it protects; 0 when it stands alone.</summary>
    public int EntryId { get; internal init; }

    /// <summary>Index of the bar at whose close it was submitted.</summary>
    public int SubmittedBar { get; internal init; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; internal set; }

    /// <summary>Units still to trade; negative to sell.</summary>
    public double Remaining { get; internal set; }

    /// <summary>Units traded; negative when sold.</summary>
    public double Filled { get; internal set; }

    /// <summary>Price that sets it off: of a trailing stop, the present one.</summary>
    public double StopPrice { get; internal set; }

    /// <summary>Whether a stop has been set off: the rest is a market or limit order.</summary>
    public bool Triggered { get; internal set; }

    /// <summary>Index of the first bar that it can trade in; of an exit, that its entry has filled in.</summary>
    internal int ActiveBar { get; set; }

    /// <summary>Share of the time of its first bar that has passed when it arrives; 0 … 1.</summary>
    internal double ArrivalShare { get; set; }

    /// <summary>Where on the path of the present bar it begins to work.</summary>
    internal PathPoint LiveFrom { get; set; }

    internal readonly bool Buys => Remaining > 0;

    internal readonly bool ArrivesWithin(int bar) => ArrivalShare > 0 && ActiveBar == bar;
}
