using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Sweeps;

namespace Serverless.Infra.Runs;

/// <summary>
/// Finished rows of a sweep in a file of lines, only ever appended to: <c>sweep/1</c> and the key, then for each row the first 16 digits of its
/// SHA-256 and its JSON. What a crash has left half written at the end is cut off; damage before it is refused. One process at a time.
/// </summary>
public sealed class SweepCheckpointFile : ISweepCheckpoint, IDisposable
{
    private const string Header = "sweep/1 ";
    private const int CheckDigits = 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileStream file;
    private readonly List<SweepRow> finished;

    private SweepCheckpointFile(FileStream file, List<SweepRow> finished) => (this.file, this.finished) = (file, finished);

    /// <inheritdoc/>
    public IReadOnlyList<SweepRow> Finished => finished;

    /// <summary>Opens the file, or begins it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What rows depend on: <see cref="SweepPlan.Key"/>, and the version of the code. One line.</param>
    /// <exception cref="InvalidDataException">It holds another sweep, or it is damaged; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be opened; another process has it, for example.</exception>
    public static SweepCheckpointFile Open(string path, string key)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            if (end == 0 && !Header.StartsWith(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, Header.Length))), StringComparison.Ordinal))
                throw NoCheckpoint(path);
            var rows = end == 0 ? [] : Read(path, Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n'), key, ref end);
            file.SetLength(end);
            file.Seek(0, SeekOrigin.End);
            if (end == 0)
                file.Write(Encoding.UTF8.GetBytes($"{Header}{key}\n"));
            return new SweepCheckpointFile(file, rows);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Add(SweepRow row)
    {
        // One write: what the operating system has taken, survives the process.
        var json = JsonSerializer.Serialize(row, Json);
        file.Write(Encoding.UTF8.GetBytes($"{CheckOf(json)} {json}\n"));
        finished.Add(row);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static List<SweepRow> Read(string path, string[] lines, string key, ref int end)
    {
        if (lines[0] != Header + key)
        {
            throw lines[0].StartsWith(Header, StringComparison.Ordinal)
                ? new InvalidDataException($"'{path}' is the checkpoint of another sweep: strategy, settings, data or code differ. Give another file, or delete it.")
                : NoCheckpoint(path);
        }

        var rows = new List<SweepRow>(lines.Length - 1);
        for (var i = 1; i < lines.Length; i++)
        {
            if (TryRead(lines[i]) is { } row)
            {
                rows.Add(row);
            }
            else if (i == lines.Length - 1)
            {
                end -= Encoding.UTF8.GetByteCount(lines[i]) + 1;
            }
            else
            {
                throw new InvalidDataException($"'{path}', line {i + 1}: the row is damaged, and whole rows follow it. Delete the file to begin again.");
            }
        }

        return rows;
    }

    private static SweepRow? TryRead(string line)
    {
        var json = line.Length > CheckDigits + 1 ? line[(CheckDigits + 1)..] : string.Empty;
        return json.Length > 0 && line.StartsWith(CheckOf(json), StringComparison.Ordinal) ? JsonSerializer.Deserialize<SweepRow>(json, Json) : null;
    }

    private static InvalidDataException NoCheckpoint(string path) => new($"'{path}' is no checkpoint of a sweep. Give another file.");

    private static string CheckOf(string json) => AuditHash.OfContent(Encoding.UTF8.GetBytes(json))[..CheckDigits];
}
