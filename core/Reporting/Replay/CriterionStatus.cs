namespace Serverless.Core.Reporting.Replay;

/// <summary>What a replay says of a success criterion.</summary>
public enum CriterionStatus
{
    /// <summary>It was met.</summary>
    Met,

    /// <summary>It was missed.</summary>
    Missed,

    /// <summary>Nothing happened by which it could be judged.</summary>
    Open,
}
