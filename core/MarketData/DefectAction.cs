namespace Serverless.Core.MarketData;

/// <summary>What an import does about a defect, from mild to severe.</summary>
public enum DefectAction
{
    /// <summary>The data stay; the defect is reported.</summary>
    Flag,

    /// <summary>The row is left out and reported.</summary>
    QuarantineRow,

    /// <summary>The file gives no series.</summary>
    RefuseFile,
}
