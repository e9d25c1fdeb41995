using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

public sealed partial class DurableTaskRegistry
{
    public DurableTaskRegistry AddEntity(TaskName name, Func<IServiceProvider, ITaskEntity> factory)
    {
        Register(entities, name, name, factory, "Entity");
        return this;
    }

    public DurableTaskRegistry AddEntity(TaskName name, Type type)
    {
        type.MustImplement<ITaskEntity>();
        return AddEntity(name, sp => (ITaskEntity)ActivatorUtilities.GetServiceOrCreateInstance(sp, type));
    }

    public DurableTaskRegistry AddEntity(Type type) => AddEntity(type.MustImplement<ITaskEntity>().GetTaskName(), type);

    public DurableTaskRegistry AddEntity<TEntity>(TaskName name)
        where TEntity : class, ITaskEntity
        => AddEntity(name, typeof(TEntity));

    public DurableTaskRegistry AddEntity<TEntity>()
        where TEntity : class, ITaskEntity
        => AddEntity(typeof(TEntity));

    public DurableTaskRegistry AddEntity(TaskName name, ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return AddEntity(name, _ => entity);
    }

    public DurableTaskRegistry AddEntity(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return AddEntity(entity.GetType().GetTaskName(), entity);
    }
}
