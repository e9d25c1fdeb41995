using Serverless.Core.Configuration;

namespace Serverless.Cli.Configuration;

/// <summary>Reads configurations that lie over each other.</summary>
internal static class ConfigFiles
{
    /// <summary>The files, each laid over those before it, and <c>key=value</c> over all.</summary>
    /// <exception cref="ConfigurationException">Some are neither YAML nor JSON; all errors are told.</exception>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static async Task<ConfigurationMap> ReadAsync(IEnumerable<string> files, IEnumerable<string> assignments, CancellationToken cancellation)
    {
        var texts = new List<(string File, string Text)>();
        foreach (var file in files)
            texts.Add((file, await ReadAsync(file, cancellation)));
        var errors = new List<ConfigurationError>();
        var merged = new ConfigurationMap(new ConfigurationPosition(texts.Count > 0 ? texts[0].File : "command line", 1, 1), []);
        foreach (var parse in texts.Select(one => (Func<ConfigurationMap>)(() => ConfigurationDocument.Parse(one.Text, one.File)))
            .Concat(assignments.Select(assignment => (Func<ConfigurationMap>)(() => ConfigurationDocument.Assign(assignment)))))
        {
            try
            {
                merged = merged.Merge(parse());
            }
            catch (ConfigurationException error)
            {
                errors.AddRange(error.Errors);
            }
        }

        return errors.Count == 0 ? merged : throw new ConfigurationException(errors);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The configuration cannot be read: {error.Message}", ExitCode.Usage, error);
        }
    }
}
