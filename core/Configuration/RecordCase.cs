using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>A case whose values are records of <typeparamref name="TCase"/>.</summary>
internal sealed record RecordCase<T, TCase>(string Name, string Description, ConfigurationRecord<TCase> Record, Func<TCase, bool> Belongs)
    : UnionCase<T>(Name, Description)
    where T : class
    where TCase : class, T
{
    public override bool Includes(T value) => value is TCase one && Belongs(one);

    public override bool TryRead(ConfigurationMap map, string path, string discriminator, ConfigurationErrors errors, ref T value)
    {
        var read = value is TCase one && Belongs(one) ? one : Record.Initial;
        var isRight = Record.TryRead(map, path, errors, ref read, discriminator);
        value = read;
        return isRight;
    }

    public override JsonObject Write(T value) => Record.WriteKeys((TCase)value);

    public override JsonObject Describe() => Record.Describe();
}
