namespace Microsoft.DurableTask.Entities;

public record SignalEntityOptions
{
    /// <summary>The earliest time of delivery; null means at once.</summary>
    public DateTimeOffset? SignalTime { get; init; }

    public static implicit operator SignalEntityOptions(DateTimeOffset signalTime) => new() { SignalTime = signalTime };
}
