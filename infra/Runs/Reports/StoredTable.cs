using Serverless.Core.Backtesting.Results;

namespace Serverless.Infra.Runs.Reports;

/// <summary>A table that was read back.</summary>
/// <param name="where">The run, for messages.</param>
/// <param name="table">The table.</param>
public readonly struct StoredTable(string where, ResultTable table)
{
    /// <summary>Number of rows.</summary>
    public int Rows => table.Rows;

    /// <summary>A column.</summary>
    /// <exception cref="InvalidDataException">There is none of this name and type.</exception>
    public T[] Column<T>(string name) => table.Columns.FirstOrDefault(column => column.Name == name)?.Values as T[]
        ?? throw new InvalidDataException(
            $"Table '{table.Name}' of '{where}' has no column '{name}' of type {typeof(T).Name}: it was written by another version. Write the run again with 'backtest --out'.");

    /// <summary>A column that older versions lack; null there.</summary>
    public T[]? Find<T>(string name) => table.Columns.FirstOrDefault(column => column.Name == name)?.Values as T[];
}
