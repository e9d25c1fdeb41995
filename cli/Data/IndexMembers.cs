using Serverless.Core.MarketData.Quality.Report;
using Serverless.Core.MarketData.Quality.Survivorship;

namespace Serverless.Cli.Data;

/// <summary>The members of an index, from the file that <c>--members</c> names.</summary>
internal sealed record IndexMembers(string File, IReadOnlyList<MembershipInterval> Memberships)
{
    /// <exception cref="CommandException">The file cannot be read; the message names it, and the line.</exception>
    public static IndexMembers Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            return new IndexMembers(file, MembershipFile.Read(reader, file));
        }
        catch (FormatException error)
        {
            throw new CommandException($"--members: {error.Message}", ExitCode.Usage, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--members: '{file}' cannot be read: {error.Message}", ExitCode.Usage, error);
        }
    }

    /// <exception cref="CommandException">No stocks were validated, or none of the time of a membership.</exception>
    public SurvivorshipReport HoldAgainst(IReadOnlyList<QualityReport> reports)
    {
        try
        {
            return SurvivorshipReport.Create(File, Memberships, reports);
        }
        catch (ArgumentException error)
        {
            // Without the name of the parameter that the exception appends.
            throw new CommandException($"--members: {error.Message.Split(" (Parameter")[0]}", ExitCode.Usage, error);
        }
    }
}
