using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker;

public class WorkerOptions
{
    public ObjectSerializer? Serializer { get; set; } =
        new JsonObjectSerializer(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public InputConverterCollection InputConverters { get; } = new();

    /// <summary>What a worker tells its host of itself. Here both are one process: kept, and read by nobody.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>
    {
        ["HandlesWorkerTerminateMessage"] = bool.TrueString,
        ["HandlesInvocationCancelMessage"] = bool.TrueString,
        [nameof(IncludeEmptyEntriesInMessagePayload)] = bool.TrueString,
        ["EnableUserCodeException"] = bool.TrueString,
    };

    /// <summary>The capability of this name. It is about messaging triggers, which this host does not have.</summary>
    public bool IncludeEmptyEntriesInMessagePayload
    {
        get => Capabilities.TryGetValue(nameof(IncludeEmptyEntriesInMessagePayload), out var text) && bool.TryParse(text, out var value) && value;
        set
        {
            if (value)
                Capabilities[nameof(IncludeEmptyEntriesInMessagePayload)] = bool.TrueString;
            else
                Capabilities.Remove(nameof(IncludeEmptyEntriesInMessagePayload));
        }
    }

    internal static ObjectSerializer SerializerOf(FunctionContext context) => SerializerOf(context.InstanceServices);

    internal static ObjectSerializer SerializerOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer
        ?? throw new InvalidOperationException("WorkerOptions.Serializer is null; leave its default or set an ObjectSerializer.");
}
