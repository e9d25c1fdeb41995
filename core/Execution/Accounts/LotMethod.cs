namespace Serverless.Core.Execution.Accounts;

/// <summary>How fills become trades. Equity does not depend on it.</summary>
public enum LotMethod
{
    /// <summary>One trade from flat to flat, at average prices; partial closes belong to it.</summary>
    AveragePrice,

    /// <summary>One trade for each entry that an exit closes, the oldest first.</summary>
    FirstInFirstOut,
}
