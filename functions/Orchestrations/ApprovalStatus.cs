namespace Serverless.Functions.Orchestrations;

/// <summary>What became of a request that needs a second person.</summary>
public enum ApprovalStatus
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>It was approved, and done.</summary>
    Approved,

    /// <summary>It was approved, but a rule or the capital stood against it.</summary>
    Refused,

    /// <summary>It was rejected.</summary>
    Rejected,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}
