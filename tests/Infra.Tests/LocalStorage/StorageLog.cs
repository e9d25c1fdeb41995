using System.Globalization;
using Azure;

namespace Serverless.Infra.Tests.LocalStorage;

/// <summary>What a storage account answered.</summary>
internal sealed class StorageLog
{
    public List<string> Lines { get; } = [];

    public void Add(params object?[] values) => Lines.Add(string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));

    /// <summary>Records the refusal, or that there was none.</summary>
    public async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            Lines.Add("done");
        }
        catch (RequestFailedException error)
        {
            Lines.Add($"{error.Status} {error.ErrorCode}");
        }
    }
}
