using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<HttpRules>();
builder.UseMiddleware<AccessMiddleware>();
builder.UseMiddleware<ContentRules>();
builder.UseMiddleware<TimersByHand>();
builder.AddLogs();
builder.Services.AddAccess().AddEvaluation(builder.Configuration).AddMarketData().AddBacktests()
    .AddLifecycle(builder.Configuration).AddMonitoring(builder.Configuration);
builder.Build().Run();
