namespace Serverless.Functions.Api;

/// <summary>Media types in which an HTTP function answers, the one first that whoever does not care gets; without this, JSON.</summary>
/// <param name="mediaTypes">The media types.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersAttribute(params string[] mediaTypes) : Attribute
{
    /// <summary>The media types.</summary>
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;
}
