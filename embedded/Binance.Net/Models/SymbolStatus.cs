namespace Binance.Net.Enums;

/// <summary>Whether a symbol can be traded.</summary>
public enum SymbolStatus
{
    /// <summary>Not yet.</summary>
    PreTrading,

    /// <summary>Soon.</summary>
    PendingTrading,

    /// <summary>Yes.</summary>
    Trading,

    /// <summary>No longer.</summary>
    PostTrading,

    /// <summary>The day has ended.</summary>
    EndOfDay,

    /// <summary>Halted.</summary>
    Halt,

    /// <summary>In an auction.</summary>
    AuctionMatch,

    /// <summary>Interrupted.</summary>
    Break,

    /// <summary>Closed.</summary>
    Close,
}
