using Azure;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Audit;

/// <summary>Exit codes of what can go wrong with a trail.</summary>
internal static class AuditErrors
{
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (AuditStoreException error)
        {
            throw new CommandException(error.Message, ExitCode.Unreachable, error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException { InnerException: RequestFailedException })
        {
            throw new CommandException($"The storage account refuses, or does not answer: {error.Message.Split('\n')[0].TrimEnd()}", ExitCode.Unreachable, error);
        }
        catch (Exception error) when (error is AuditLogBrokenException or CheckpointForkException or AuditFormatException or InvalidDataException or NoteFormatException)
        {
            throw new CommandException(error.Message, ExitCode.VerificationFailed, error);
        }
        catch (Exception error) when (error is NoteKeyException or ContentKeyException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new CommandException(error.Message, ExitCode.Failure, error);
        }
    }
}
