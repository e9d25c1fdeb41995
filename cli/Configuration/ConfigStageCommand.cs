using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Serverless.Cli.Audit;
using Serverless.Cli.Deployments;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle;
using Serverless.Infra.Audit;

namespace Serverless.Cli.Configuration;

/// <summary><c>config stage</c>: takes a model one stage on or back, in the audit trail first and then in its file.</summary>
internal static class ConfigStageCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The platform configuration in which the model's keys stand." };
        var model = new Argument<string>("model") { Description = "Name of the model." };
        var stage = new Argument<ModelStage>("stage") { Description = "research, candidate, paper or live: one step up, one step down, or back to research." };
        var (author, trail) = (new AuthorOptions(), new TrailOptions(withTables: true));
        var command = new Command("stage", "Promote or demote a model: recorded with operator and reason, then written into the file, of which nothing else changes.") { file, model, stage };
        author.AddTo(command);
        trail.AddTo(command);
        command.SetAction((parsed, cancellation) => AuditErrors.GuardAsync(async () =>
        {
            var (path, name, to) = (parsed.GetValue(file)!, parsed.GetValue(model)!, parsed.GetValue(stage));
            await using var written = Lock(path + ".new");
            var (entry, text) = Plan(path, name, to);
            entry = entry with { Actor = new AuditActor(author.Operator(parsed)), Reason = author.Reason(parsed) };
            await using var open = await trail.OpenAsync(parsed, cancellation);
            await open.Trail.CreateAsync(cancellation);
            await open.Tables.CreateTableIfNotExistsAsync(TableAuditIndex.TableName, cancellation);
            using var log = open.OpenLog();
            await written.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            written.Flush(flushToDisk: true);
            var receipt = await log.AppendAsync(entry, cancellation);
            File.Move(path + ".new", path, overwrite: true);
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {entry.Details["from"]} became {entry.Details["stage"]}, entry {receipt.Index} of the audit trail."));
            return ExitCode.Success;
        }));
        return command;
    }

    // The file that takes its place is open to one command at a time, until that ends, however it ends.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (IOException error)
        {
            throw new CommandException($"{path} cannot be written; wait until nobody else changes the configuration: {error.Message}", ExitCode.Failure, error);
        }
    }

    private static (AuditEvent Entry, string Text) Plan(string path, string model, ModelStage to)
    {
        try
        {
            var text = File.ReadAllText(path);
            var from = ModelStageText.Get(text, path, model);
            var trigger = ModelTransition.Between(from, to);
            var changed = ModelStageText.Set(text, path, model, to);
            return (Entry(path, model, text, changed, (from, to, trigger)), changed);
        }
        catch (Exception error) when (error is ConfigurationException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            File.Delete(path + ".new");
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    // Its id derives from the file as it lies there: a command that was killed between entry and file is repeated without a second entry, and
    // one that takes a model where it once was has its own.
    private static AuditEvent Entry(string path, string model, string before, string after, (ModelStage From, ModelStage To, LifecycleTrigger Trigger) step)
    {
        var (beforeHash, afterHash) = (HashOf(before), HashOf(after));
        return new AuditEvent
        {
            EventId = string.Create(CultureInfo.InvariantCulture, $"model/{beforeHash}/{File.GetLastWriteTimeUtc(path).Ticks}/{model}/{step.To}"),
            OccurredAt = TimeProvider.System.GetUtcNow(),
            Actor = new AuditActor("config-stage"),
            Action = step.Trigger switch
            {
                LifecycleTrigger.Promote => "model.promoted",
                LifecycleTrigger.Demote => "model.demoted",
                _ => "model.rolled-back",
            },
            Subject = model,
            Details = AuditDetails.Create([new("from", step.From.ToString()), new("stage", step.To.ToString()), new("file", Path.GetFileName(path))]),
            BeforeHash = beforeHash,
            AfterHash = afterHash,
            CodeVersion = typeof(ConfigStageCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            CorrelationId = $"model/{model}",
        };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
