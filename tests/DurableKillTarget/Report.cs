namespace Serverless.DurableKillTarget;

/// <summary>What this process knows when it is killed: a line is one write to the pipe, whole or absent.</summary>
internal static class Report
{
    private static readonly Lock Gate = new();
    private static readonly Stream Output = Console.OpenStandardOutput();

    public static void Line(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text + "\n");
        lock (Gate)
            Output.Write(bytes);
    }
}
