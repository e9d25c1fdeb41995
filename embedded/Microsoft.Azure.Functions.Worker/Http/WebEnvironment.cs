using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>What ASP.NET Core's services ask of a web host, which this one is not: there are no static files. Without it a host does not start in Development, where services are validated.</summary>
internal sealed class WebEnvironment(IHostEnvironment host) : IWebHostEnvironment
{
    public string WebRootPath { get; set; } = "";

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();

    public string ApplicationName { get => host.ApplicationName; set => host.ApplicationName = value; }

    public IFileProvider ContentRootFileProvider { get => host.ContentRootFileProvider; set => host.ContentRootFileProvider = value; }

    public string ContentRootPath { get => host.ContentRootPath; set => host.ContentRootPath = value; }

    public string EnvironmentName { get => host.EnvironmentName; set => host.EnvironmentName = value; }
}
