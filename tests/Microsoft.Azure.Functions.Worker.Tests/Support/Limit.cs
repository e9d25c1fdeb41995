namespace Microsoft.Azure.Functions.Worker.Tests.Support;

/// <summary>A test that hangs must fail; nothing here waits this long when it passes.</summary>
internal static class Limit
{
    public static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;
}
