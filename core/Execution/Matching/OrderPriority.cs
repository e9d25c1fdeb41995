namespace Serverless.Core.Execution.Matching;

/// <summary>Which of several orders fills first at the same point of a bar's path, above all at its open.</summary>
public enum OrderPriority
{
    /// <summary>The one that was submitted first.</summary>
    SubmissionOrder,

    /// <summary>Stops before limits before market orders; among equals the one that was submitted first.</summary>
    StopsFirst,
}
