using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Serverless.Infra.Logging;

/// <summary>
/// What must not be read in a log, by the name of a value: secrets nowhere; parameters of strategies and figures of an account nowhere but in the
/// streams that record them. docs/logs.md has the list. Values within texts are found by their name too: <c>AccountKey=…</c>, <c>"password": "…"</c>.
/// </summary>
public static partial class LogMask
{
    /// <summary>What stands in place of a value.</summary>
    public const string Masked = "***";

    // Ends of names without '_' and '-', in lower case.
    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(
        "password", "passwd", "pwd", "secret", "secretkey", "apikey", "accesskey", "accountkey", "privatekey", "signingkey", "masterkey", "hostkey",
        "functionkey", "functionskey", "systemkey", "sharedaccesskey", "sharedaccesssignature", "signature", "token", "connectionstring", "credential",
        "credentials", "authorization", "sas", "viewerkey", "analystkey", "operatorkey", "managerkey", "compliancekey", "datakey", "wrappedkey", "fredkey",
        "alpacakeyid", "apikeyid", "jobsstorage", "witnessstorage");

    private static readonly FrozenSet<string> Figures = FrozenSet.Create(
        "parameters", "equity", "cash", "balance", "nav", "netassetvalue", "capital", "buyingpower", "margin", "profit", "pnl", "accountid",
        "accountnumber");

    private static readonly string[] SecretEnds = [.. Secrets.OrderBy(word => word.Length)];
    private static readonly string[] FigureEnds = [.. Figures.OrderBy(word => word.Length)];

    /// <summary>Whether the value of this name is a secret.</summary>
    public static bool IsSecret(string name) => EndsWithOne(name, SecretEnds);

    /// <summary>Whether the value of this name is a parameter of a strategy or a figure of an account.</summary>
    public static bool IsFigure(string name) => EndsWithOne(name, FigureEnds);

    /// <summary>The text without secrets and, unless the stream records them, without figures.</summary>
    public static string Clean(string text, LogStream stream)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CleanNamed(Scheme().Replace(Query().Replace(text, $"$1{Masked}"), $"$1 {Masked}"), stream);
    }

    // What a name does not mask may hold other names.
    private static string CleanNamed(string text, LogStream stream) => Named().Replace(text, match =>
    {
        var (before, name, value) = (match.Groups["before"].Value, match.Groups["name"].Value, match.Groups["value"].Value);
        return before + (IsSecret(name) || (IsFigure(name) && !stream.RecordsFigures()) ? Masked : CleanNamed(value, stream));
    });

    private static bool EndsWithOne(string name, string[] words)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(words, word => plain.EndsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    // name=value, name: value, "name":"value", name = { … } and name: [ … ]; a quoted value goes to its closing quote.
    [GeneratedRegex("""(?<before>["']?(?<name>[A-Za-z][A-Za-z0-9_-]*)["']?\s*[=:]\s*)(?<value>"(?:[^"\\]|\\.)*"|'[^']*'|\{[^{}]*\}|\[[^\[\]]*\]|[^\s"',;&{}\[\]]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"([?&](?:sig|code|key|api_key|apikey|access_token)=)[^&\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Query();

    [GeneratedRegex(@"\b(Bearer|Basic|SharedKey|SharedKeyLite)\s+[A-Za-z0-9+/=._~:-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
