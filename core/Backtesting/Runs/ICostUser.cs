using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>What is compiled for the cost models of a run.</summary>
internal interface ICostUser<out TResult>
{
    TResult Use<TCommission, TSlippage>(TCommission commission, TSlippage slippage)
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage;
}
