namespace Serverless.Cli.Data;

/// <summary>What became of one series of a file.</summary>
internal enum ImportVerdict
{
    /// <summary>All rows are good.</summary>
    Accepted,

    /// <summary>Rows were corrected or left out.</summary>
    Repaired,

    /// <summary>Another file has more of the same series.</summary>
    Superseded,

    /// <summary>The file can't be used.</summary>
    Refused,
}
