namespace Serverless.Core.Strategies.Models;

/// <summary>How soon a model wants its target reached; a hint to execution.</summary>
public enum Urgency
{
    /// <summary>Whenever it is cheap.</summary>
    Low,

    /// <summary>At the next opportunity.</summary>
    Normal,

    /// <summary>At once: the opportunity is short.</summary>
    High,
}
