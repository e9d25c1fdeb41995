namespace Serverless.Infra.Experiments;

/// <summary>How a run ended.</summary>
public enum ExperimentStatus
{
    /// <summary>It came to its end.</summary>
    Completed,

    /// <summary>The account came to its end, but some of its strategies were closed out before.</summary>
    Partial,

    /// <summary>It stopped; the error says why.</summary>
    Failed,
}
