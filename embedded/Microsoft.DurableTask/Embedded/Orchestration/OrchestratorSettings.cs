using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>What all orchestrations of a worker share.</summary>
internal sealed record OrchestratorSettings(
    DataConverter Converter,
    TimeSpan MaximumTimerInterval,
    string DefaultVersion,
    ILoggerFactory LoggerFactory,
    IReadOnlyDictionary<string, object?> Properties,
    Func<Exception, IDictionary<string, object?>?>? ExceptionProperties)
{
    public TaskFailureDetails FailureOf(Exception exception) => TaskFailureDetails.FromException(exception, ExceptionProperties);
}
