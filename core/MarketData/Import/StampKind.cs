namespace Serverless.Core.MarketData;

/// <summary>How a time was written, which decides whether it needs a time zone.</summary>
[Flags]
internal enum StampKind
{
    None = 0,

    /// <summary>A date, with or without a time, that names no zone.</summary>
    Local = 1,

    /// <summary>A date and a time with Z or an offset.</summary>
    Offset = 2,

    UnixSeconds = 4,

    UnixMilliseconds = 8,

    UnixMicroseconds = 16,

    UnixNanoseconds = 32,

    /// <summary>Milliseconds since midnight.</summary>
    OfDay = 64,

    AnyUnix = UnixSeconds | UnixMilliseconds | UnixMicroseconds | UnixNanoseconds,
}
