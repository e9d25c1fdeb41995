namespace Microsoft.DurableTask.Worker;

/// <summary>Chooses the properties of an exception that travel in its failure details.</summary>
public interface IExceptionPropertiesProvider
{
    IDictionary<string, object?>? GetExceptionProperties(Exception exception);
}
