namespace Serverless.Core.Backtesting.Results;

/// <summary>A table of results: what files and hashes are made of.</summary>
/// <param name="Name">Its name, for example <c>trades</c>.</param>
/// <param name="Columns">At least one; all of the same length.</param>
public sealed record ResultTable(string Name, IReadOnlyList<ResultColumn> Columns)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Columns[0].Values.Length;
}
