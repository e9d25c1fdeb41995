namespace Serverless.Infra.Logging;

/// <summary>A file of log lines.</summary>
public enum LogStream
{
    /// <summary><c>events.log</c>: everything that belongs to no other stream.</summary>
    Events,

    /// <summary><c>trades.log</c>: closed trades.</summary>
    Trades,

    /// <summary><c>orders.log</c>: orders, what became of them, and fills.</summary>
    Orders,

    /// <summary><c>performance.log</c>: snapshots of the account.</summary>
    Performance,

    /// <summary><c>errors.log</c>: warnings and errors of everything.</summary>
    Errors,
}
