using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Serverless.Core.Configuration;

/// <summary>A parser that refuses what it cannot read with <see cref="YamlException"/> alone, where the one inside has other ways too.</summary>
internal sealed class StrictParser(string text) : IParser
{
    private readonly Parser parser = new(new Scanner(new StringReader(text)));

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        var reached = Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new YamlException(reached, reached, "what follows cannot be read.", exception);
        }
    }
}
