namespace Serverless.Core.Execution.Accounts;

/// <summary>When within its bar a fill happened.</summary>
public enum FillMoment
{
    /// <summary>At the open.</summary>
    Open,

    /// <summary>Between open and close.</summary>
    Within,

    /// <summary>At the close.</summary>
    Close,
}
