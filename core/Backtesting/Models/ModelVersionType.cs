using System.Text.Json.Nodes;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The version of a model: none but the one that is here.</summary>
internal sealed class ModelVersionType(TradingModel model) : ConfigurationType<SemanticVersion>
{
    public override string Expected => $"{model.Version}, the version of {model.Schema.Name} that is here";

    public override SemanticVersion Initial => model.Version;

    public override bool TryRead(ConfigurationNode node, string path, SemanticVersion current, ConfigurationErrors errors, out SemanticVersion value)
    {
        value = model.Version;
        return (node is ConfigurationScalar { Text: var text } && text == model.Version.ToString())
            || errors.Add(node.Position, path, $"{node.Found} is not {Expected}. Pin that one, or run the release of the platform that ships yours.");
    }

    public override JsonNode Write(SemanticVersion value) => JsonValue.Create(value.ToString());

    public override JsonObject Describe() => new() { ["enum"] = new JsonArray(model.Version.ToString()) };
}
