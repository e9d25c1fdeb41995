namespace Serverless.Functions.Access;

/// <summary>Marks an HTTP function whose bodies may be longer than <see cref="HttpRules.LongestBody"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyLimitAttribute(int bytes) : Attribute
{
    /// <summary>Most bytes of a body.</summary>
    public int Bytes { get; } = bytes;
}
