using System.Text.Json.Nodes;

namespace Serverless.Infra.Runs;

/// <summary>What a run was made of.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Configuration">All that decides the run beside bars and code.</param>
/// <param name="ConfigurationHash">Its hash, 64 hexadecimal digits.</param>
/// <param name="DataHash"><see cref="Core.MarketData.ContentHash"/> of the bars.</param>
/// <param name="CodeVersion">Version of the code.</param>
public sealed record RunOrigin(string Strategy, JsonNode Configuration, string ConfigurationHash, string DataHash, string CodeVersion);
