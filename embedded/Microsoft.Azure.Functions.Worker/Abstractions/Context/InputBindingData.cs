namespace Microsoft.Azure.Functions.Worker;

public abstract class InputBindingData<T>
{
    public abstract T? Value { get; set; }
}
