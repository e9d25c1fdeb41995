namespace Serverless.Core.MarketData;

/// <summary>The beginning of a table.</summary>
/// <param name="Names">Names of the columns, in lower case and with blanks for underscores; null without a header.</param>
/// <param name="HeaderLine">Line of the header, or of the first row where there is none.</param>
/// <param name="Rows">Fields of the first rows.</param>
/// <param name="Banner">Lines before the header.</param>
/// <param name="Delimiter">What separates fields.</param>
internal sealed record RowSample(
    IReadOnlyList<string>? Names, int HeaderLine, IReadOnlyList<string[]> Rows, IReadOnlyList<string> Banner, char Delimiter = ',');
