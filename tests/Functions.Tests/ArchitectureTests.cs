using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.MarketData;
using Serverless.Functions.Access;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Tests;

/// <summary>The rules of the house that the compiler doesn't check.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(BarSeries).Assembly;
    private static readonly Assembly Infra = typeof(MarketDataStore).Assembly;
    private static readonly Assembly Functions = typeof(RequiresRoleAttribute).Assembly;

    [Fact]
    public void Core_References_OnlyTheBaseLibraryAndPureOnes()
    {
        // NodaTime carries its own time-zone data: the base library would take those of the machine, and results would depend on it.
        string[] pure = ["MathNet.Numerics", "NodaTime", "YamlDotNet"];
        var references = Core.GetReferencedAssemblies().Where(reference => !pure.Contains(reference.Name));
        Assert.All(references, reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Infra_References_NeitherFunctionsNorTheDurableEngine() =>
        Assert.DoesNotContain(Infra.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("Serverless.Functions", StringComparison.Ordinal)
            || reference.Name.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal));

    [Fact]
    public void HttpFunctions_All_DeclareWhoMayCallThem()
    {
        var http = FunctionPolicies.MethodsOf(Functions).Values
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .ToList();

        Assert.NotEmpty(http);
        Assert.All(http, method => Assert.True(
            method.IsDefined(typeof(RequiresRoleAttribute)) ^ method.IsDefined(typeof(OpenToAllAttribute)),
            $"{method.DeclaringType!.Name}.{method.Name} must carry [RequiresRole] or [OpenToAll]."));
    }

    [Fact]
    public void OpenFunctions_Are_HealthProbesOnly() =>
        Assert.Equal(
            ["HealthLive", "HealthReady"],
            FunctionPolicies.MethodsOf(Functions).Where(pair => pair.Value.IsDefined(typeof(OpenToAllAttribute))).Select(pair => pair.Key).Order());

    [Fact]
    public void PublicTypes_OfCoreInfraAndFunctions_AreSealedOrMeantToBeInherited()
    {
        var types = new[] { Core, Infra, Functions }.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type is { IsClass: true, Namespace: not null }).ToList();
        var bases = types.Select(type => type.BaseType!).ToHashSet();
        Assert.All(types, type => Assert.True(type.IsSealed || type.IsAbstract || bases.Contains(type), $"{type} is neither sealed nor abstract, and nothing is derived from it."));
    }
}
