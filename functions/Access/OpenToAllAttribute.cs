namespace Serverless.Functions.Access;

/// <summary>Marks an HTTP function that answers without credentials and therefore tells nothing: health probes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute;
