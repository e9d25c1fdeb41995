namespace Serverless.Functions.Access;

/// <summary>
/// Marks an HTTP function that asks for a person who has signed in within the last <see cref="Minutes"/> minutes. Where nobody can sign in, because the
/// settings know keys alone, a key is enough.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRecentSignInAttribute : Attribute
{
    /// <summary>How old a sign-in may be.</summary>
    public const int Minutes = 5;
}
