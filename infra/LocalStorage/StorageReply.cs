using System.Globalization;

namespace Serverless.Infra.LocalStorage;

/// <summary>An answer.</summary>
internal sealed record StorageReply(int Status)
{
    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; init; } = [];

    public StorageReply With(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }

    public StorageReply WithTime(string name, long ticks) => With(name, new DateTime(ticks, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture));
}
