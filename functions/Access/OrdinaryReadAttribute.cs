namespace Serverless.Functions.Access;

/// <summary>
/// Marks an HTTP function that only reads, and hands out neither what is sealed at rest nor entries of the trail: it leaves no entry when it is allowed. Every
/// other call is privileged, and leaves one.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OrdinaryReadAttribute : Attribute;
