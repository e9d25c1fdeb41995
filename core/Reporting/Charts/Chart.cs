using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>A chart: what it shows, also in words and as a table, for those who do not see it.</summary>
/// <param name="Id">Name for links and programs, in kebab case; once in a document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What it says, in one sentence.</param>
/// <param name="Table">The values behind it; of long series at fewer points.</param>
public abstract record Chart(string Id, string Title, string Summary, ReportTable Table);
