namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The one line on standard output by which a parent process learns the port.</summary>
internal sealed record Announcement(TextWriter Output)
{
    public void Listening(Uri address)
    {
        Output.WriteLine($"Now listening on: {address.GetLeftPart(UriPartial.Authority)}");
        Output.Flush();
    }
}
