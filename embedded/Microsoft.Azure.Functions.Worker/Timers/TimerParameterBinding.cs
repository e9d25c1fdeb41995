using System.Reflection;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>Parameters of timer functions.</summary>
internal static class TimerParameterBinding
{
    public static ParameterBinder For(ParameterInfo parameter, bool isTrigger)
    {
        if (!isTrigger)
            throw ParameterBinding.Unbindable(parameter, "[TimerTrigger] TimerInfo");
        return parameter.ParameterType == typeof(TimerInfo)
            ? context => new ValueTask<object?>(context.Trigger)
            : throw new FunctionSignatureException(
                $"[TimerTrigger] stands on '{parameter.ParameterType.Name} {parameter.Name}'. Its type must be TimerInfo.");
    }
}
