using Microsoft.DurableTask.Entities;

namespace Serverless.Bench.Durable;

internal sealed class CountingEntity : TaskEntity<int>
{
    public void Add(int amount) => State += amount;

    public int Get() => State;
}
