namespace Serverless.Core.MarketData;

/// <summary>What an import does about a defect, from mild to severe.</summary>
public enum DefectAction
{
    /// <summary>The data stay as they are; the defect is reported.</summary>
    Flag,

    /// <summary>The data are corrected by the rule that <see cref="DataDefect"/> states for the defect, and the correction is reported.</summary>
    Repair,

    /// <summary>The row is left out and reported.</summary>
    QuarantineRow,

    /// <summary>The file gives no data.</summary>
    RefuseFile,
}
