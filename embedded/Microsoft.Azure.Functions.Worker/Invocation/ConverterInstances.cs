using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>One object of each converter's type for the life of the host; as on Azure, a converter cannot take scoped services.</summary>
internal sealed class ConverterInstances(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, IInputConverter> instances = new();

    public IInputConverter Of(Type type) => instances.GetOrAdd(type, static (type, services) => (IInputConverter)ActivatorUtilities.CreateInstance(services, type), services);
}
