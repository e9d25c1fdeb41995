using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.MarketData;
using Serverless.Functions.Access;
using Serverless.Functions.Api;
using Serverless.Infra.Keys;
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

    // docs/security.md, "What is recorded": reads of what is sealed at rest, and of the trail's entries. A new function is privileged until it says [OrdinaryRead].
    [Fact]
    public void PrivilegedReads_Are_WhatIsSealedAtRestAndTheTrail() =>
        Assert.Equal(
            [
                "CompareExperiments", "GetAuditBundle", "GetBacktestReport", "GetBacktestResult", "GetBacktestTable", "GetComparisonReport", "GetExperiment", "GetExperimentReport",
                "GetOptimization", "GetOptimizationResult", "GetOptimizationTable", "ListExperiments",
            ],
            FunctionPolicies.MethodsOf(Functions)
                .Where(pair => VerbOf(pair.Value) == "get" && !pair.Value.IsDefined(typeof(OpenToAllAttribute)) && !FunctionPolicies.IsOrdinaryRead(pair.Value))
                .Select(pair => pair.Key)
                .Order(StringComparer.Ordinal));

    // Whoever can open what is sealed must say so by being privileged, or be one of those whose content is none of it.
    [Fact]
    public void OrdinaryReads_ThatReachSealedContent_AreThoseWithoutParameters() =>
        Assert.Equal(
            "GetAuditCheckpoint GetDeactivation GetDeployment GetEvidence GetPromotions GetScorecard ListDeployments",
            string.Join(' ', FunctionPolicies.MethodsOf(Functions)
                .Where(pair => FunctionPolicies.IsOrdinaryRead(pair.Value) && Reaches(pair.Value.DeclaringType!, []))
                .Select(pair => pair.Key)
                .Order(StringComparer.Ordinal)));

    [Fact]
    public void OrdinaryReads_All_OnlyRead() =>
        Assert.All(
            FunctionPolicies.MethodsOf(Functions).Values.Where(FunctionPolicies.IsOrdinaryRead),
            // What is no route takes all verbs, and does nothing.
            method => Assert.True(VerbOf(method) == "get" || method.DeclaringType == typeof(UnknownRoute), method.DeclaringType!.Name));

    // docs/security.md, "Roles": what administers (keys, roles, retention, settings) is Azure's to give, and no HTTP function's.
    [Fact]
    public void Functions_ThatAskForAdminAlone_AreNone() =>
        Assert.DoesNotContain(FunctionPolicies.MethodsOf(Functions).Values, method => method.GetCustomAttribute<RequiresRoleAttribute>()?.Role == Role.Admin);

    [Fact]
    public void Functions_ThatStartWork_AreLimited() =>
        Assert.Equal(
            "StartBacktest StartCycle StartMarketDataUpdate StartOptimization StartRegimeCheck",
            string.Join(' ', FunctionPolicies.MethodsOf(Functions).Where(pair => pair.Value.IsDefined(typeof(StartsWorkAttribute))).Select(pair => pair.Key).Order(StringComparer.Ordinal)));

    [Fact]
    public void OpenFunctions_Are_HealthProbesOnly() =>
        Assert.Equal(
            ["HealthLive", "HealthReady"],
            FunctionPolicies.MethodsOf(Functions).Where(pair => pair.Value.IsDefined(typeof(OpenToAllAttribute))).Select(pair => pair.Key).Order());

    private static string? VerbOf(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .OfType<HttpTriggerAttribute>()
        .SelectMany(trigger => trigger.Methods ?? [])
        .SingleOrDefault();

    // By what it is constructed with, and what that is.
    private static bool Reaches(Type type, HashSet<Type> seen) => type == typeof(ContentProtection)
        || (seen.Add(type) && type.Namespace?.StartsWith("Serverless", StringComparison.Ordinal) == true
            && type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => Reaches(parameter.ParameterType, seen)));

    [Fact]
    public void PublicTypes_OfCoreInfraAndFunctions_AreSealedOrMeantToBeInherited()
    {
        var types = new[] { Core, Infra, Functions }.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type is { IsClass: true, Namespace: not null }).ToList();
        var bases = types.Select(type => type.BaseType!).ToHashSet();
        Assert.All(types, type => Assert.True(type.IsSealed || type.IsAbstract || bases.Contains(type), $"{type} is neither sealed nor abstract, and nothing is derived from it."));
    }
}
