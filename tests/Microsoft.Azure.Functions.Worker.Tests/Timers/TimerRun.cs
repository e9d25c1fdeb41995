namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

public sealed record TimerRun(DateTime At, bool IsPastDue, DateTime? Last, DateTime? Next);
