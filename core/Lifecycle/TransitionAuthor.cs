namespace Serverless.Core.Lifecycle;

/// <summary>Who asks for a transition.</summary>
/// <param name="Name">Name of the rule in kebab case, or of the person.</param>
/// <param name="Role">Role that the person proved; null for a rule.</param>
public sealed record TransitionAuthor(string Name, string? Role = null)
{
    /// <summary>A rule of the platform, for example <c>promotion</c> or <c>benchmark-lag</c>.</summary>
    public static TransitionAuthor Rule(string name) => new(name);
}
