namespace Serverless.DurableKillTarget;

internal sealed record TallyState(int Count, IReadOnlyList<string> Entries);
