namespace Serverless.Functions.Access;

/// <summary>Marks an HTTP function that starts work for minutes of many processors, of which one caller may start <c>Access:StartsPerMinute</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StartsWorkAttribute : Attribute;
