using Microsoft.Extensions.Logging;

namespace Serverless.Infra.Logging;

/// <summary>Which lines go to which stream.</summary>
public static class LogStreams
{
    /// <summary>Category of loggers whose lines are trades; more may follow behind a dot.</summary>
    public const string TradesCategory = "Serverless.Trades";

    /// <summary>Category of loggers whose lines are orders.</summary>
    public const string OrdersCategory = "Serverless.Orders";

    /// <summary>Category of loggers whose lines are snapshots of an account.</summary>
    public const string PerformanceCategory = "Serverless.Performance";

    private static readonly (string Category, LogStream Stream)[] Categories =
        [(TradesCategory, LogStream.Trades), (OrdersCategory, LogStream.Orders), (PerformanceCategory, LogStream.Performance)];

    /// <summary>Name of the stream's file.</summary>
    public static string FileName(this LogStream stream) => $"{stream.ToString().ToLowerInvariant()}.log";

    /// <summary>
    /// Whether lines of the stream are the record of figures, such as balances, which are masked in every other.
    /// </summary>
    public static bool RecordsFigures(this LogStream stream) => stream is LogStream.Trades or LogStream.Orders or LogStream.Performance;

    /// <summary>The streams of a line: that of its category, and errors from warnings on; events for what has none.</summary>
    public static IReadOnlyList<LogStream> Of(string category, LogLevel level)
    {
        ArgumentNullException.ThrowIfNull(category);
        var isBad = level is >= LogLevel.Warning and not LogLevel.None;
        foreach (var (name, stream) in Categories)
        {
            if (category == name || category.StartsWith($"{name}.", StringComparison.Ordinal))
                return isBad ? [stream, LogStream.Errors] : [stream];
        }

        return isBad ? [LogStream.Errors] : [LogStream.Events];
    }
}
