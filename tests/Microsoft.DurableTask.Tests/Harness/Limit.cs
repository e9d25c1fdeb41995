namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>A test that hangs must fail; nothing here waits this long when it passes.</summary>
internal static class Limit
{
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(2);

    public static CancellationToken Token => new CancellationTokenSource(Time).Token;

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Time);

    public static Task Within(this Task task) => task.WaitAsync(Time);
}
