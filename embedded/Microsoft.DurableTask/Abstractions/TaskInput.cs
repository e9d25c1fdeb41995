namespace Microsoft.DurableTask;

internal static class TaskInput
{
    /// <summary>A missing input is the default of its type, also for value types.</summary>
    public static T Cast<T>(object? input) => input switch
    {
        null => default!,
        T typed => typed,
        _ => throw new ArgumentException($"Input type '{input.GetType()}' does not match the expected type '{typeof(T)}'.", nameof(input)),
    };
}
