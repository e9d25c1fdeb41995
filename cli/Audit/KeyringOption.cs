using System.CommandLine;
using Serverless.Core.Audit.Notes;

namespace Serverless.Cli.Audit;

/// <summary>The keys to trust, as a file; several are taken together.</summary>
internal sealed class KeyringOption
{
    private readonly Option<string[]> keys = new("--keys")
    {
        Description = "File with the keys to trust, as 'keys list' prints them: get it another way than what is verified. May be repeated.",
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command) => command.Add(keys);

    /// <summary>The keys; null when no file is given.</summary>
    public async Task<AuditKeyring?> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(keys) is not { Length: > 0 } files)
            return null;
        var all = new List<TrustedKey>();
        foreach (var file in files)
        {
            try
            {
                all.AddRange(AuditKeyring.Parse(await File.ReadAllTextAsync(file, cancellation)).Keys);
            }
            catch (Exception error) when (error is NoteFormatException or IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{file}: {error.Message}", ExitCode.Usage, error);
            }
        }

        return new AuditKeyring([.. all.Distinct()]);
    }

    /// <summary>The keys, without which the command can tell nothing.</summary>
    public async Task<AuditKeyring> RequireAsync(ParseResult parsed, CancellationToken cancellation) =>
        await ReadAsync(parsed, cancellation) ?? throw new CommandException("Give --keys: without the keys to trust, signatures prove nothing.", ExitCode.Usage);
}
