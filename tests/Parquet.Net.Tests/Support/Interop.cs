using System.Diagnostics;
using System.Text.Json;

namespace Parquet.Net.Tests.Support;

/// <summary>Other readers and writers of Parquet, in a process of Node.js that lasts as long as the tests.</summary>
public sealed class Interop : IAsyncLifetime
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly string files = Directory.CreateTempSubdirectory("parquet").FullName;
    readonly SemaphoreSlim turn = new(1);
    Process? node;
    Task<string> errors = Task.FromResult("");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await NpmFolder.EnsureAsync();
        node = NpmFolder.Start("node", "server.mjs");
        errors = node.StandardError.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            node.StandardInput.Close();
            if (!node.WaitForExit(Limit))
                node.Kill();
            await errors;
            node.Dispose();
        }

        turn.Dispose();
        Directory.Delete(files, recursive: true);
    }

    /// <summary>A path for a file that lasts as long as the tests; slashes suit SQL on every system.</summary>
    public string NewFile() => Path.Combine(files, $"{Guid.NewGuid():N}.parquet").Replace('\\', '/');

    /// <summary>Runs SQL statements in DuckDB and returns the rows of each; values are texts where the SQL casts them to VARCHAR.</summary>
    public Task<List<List<string?[]>>> DuckDbAsync(params string[] sql) => AskAsync(new { sql });

    /// <summary>Reads columns of a file with hyparquet and returns their rows, every value as text.</summary>
    public async Task<List<string?[]>> HyparquetAsync(string path, IEnumerable<string> columns) => (await AskAsync(new { path, columns }))[0];

    async Task<List<List<string?[]>>> AskAsync(object request)
    {
        using var limit = new CancellationTokenSource(Limit);
        await turn.WaitAsync(limit.Token);
        try
        {
            await node!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), limit.Token);
            await node.StandardInput.FlushAsync(limit.Token);
            var line = await node.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"Node.js ended: {await errors}");
            var answer = JsonElement.Parse(line);
            if (answer.TryGetProperty("error", out var error))
                throw new InvalidOperationException(error.GetString());
            return answer.GetProperty("rows").Deserialize<List<List<JsonElement[]>>>()!.ConvertAll(rows => rows.ConvertAll(row => Array.ConvertAll(row, Text)));
        }
        finally
        {
            turn.Release();
        }
    }

    static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
