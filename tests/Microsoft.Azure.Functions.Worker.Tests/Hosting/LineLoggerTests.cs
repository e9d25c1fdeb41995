using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Testing;

namespace Microsoft.Azure.Functions.Worker.Tests.Hosting;

public sealed class LineLoggerTests
{
    [Fact]
    public void Log_Exception_StaysOnOneLine()
    {
        using var output = new StringWriter();
        using var provider = new LineLoggerProvider(output, new ManualTimeProvider());
        provider.CreateLogger("Category").LogError(new InvalidOperationException("first\nsecond"), "what\nfailed {Count}", 3);
        var line = Assert.Single(output.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith("2024-01-01T00:00:00.000Z fail Category: what | failed 3 | System.InvalidOperationException: first | second", line, StringComparison.Ordinal);
    }
}
