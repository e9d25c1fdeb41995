using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>One small file per timer, so that a restart knows which runs it missed.</summary>
internal sealed class TimerStatusStore(DurableSettings settings)
{
    private readonly string folder = Path.Combine(Path.GetDirectoryName(settings.JournalFolder)!, "timers", settings.HubName);

    public ScheduleStatus? Load(string function)
    {
        var path = PathOf(function);
        if (JsonFile.Read(path) is not { } json)
            return null;
        try
        {
            return json.Deserialize<ScheduleStatus>();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a schedule's status. Delete it; the timer then starts as if new.", e);
        }
    }

    public void Save(string function, ScheduleStatus status)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(function);
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, status);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private string PathOf(string function) => Path.Combine(folder, function + ".json");
}
