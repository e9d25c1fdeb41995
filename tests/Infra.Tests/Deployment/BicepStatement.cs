namespace Serverless.Infra.Tests.Deployment;

/// <summary>A statement of a template.</summary>
/// <param name="Kind"><c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c>, <c>output</c>, <c>using</c> or <c>targetScope</c>.</param>
/// <param name="Name">What it declares.</param>
/// <param name="Type">Type of a resource, file of a module.</param>
/// <param name="Value">What stands behind <c>=</c>; null without.</param>
/// <param name="Decorators">Calls before it, as <c>@minValue(1)</c>.</param>
internal sealed record BicepStatement(string Kind, string Name, string Type, BicepSyntax? Value, IReadOnlyList<BicepSyntax.Call> Decorators);
