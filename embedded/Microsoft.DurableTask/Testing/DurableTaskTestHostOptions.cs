using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Testing;

public class DurableTaskTestHostOptions
{
    /// <summary>There is no network in between: the port has no effect.</summary>
    public int? Port { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    public Action<IServiceCollection>? ConfigureServices { get; set; }
}
