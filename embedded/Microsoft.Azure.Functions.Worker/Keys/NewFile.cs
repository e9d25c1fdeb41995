using System.Runtime.InteropServices;

namespace Microsoft.Azure.Functions.Worker.Keys;

/// <summary>Puts a finished file in its place unless another is there, whoever else does so at the same time.</summary>
internal static class NewFile
{
    /// <summary>Gives the draft its name unless that is taken: the first of many wins, and nobody replaces what it wrote. The draft may stay beside it.</summary>
    /// <exception cref="IOException">The name is taken, or the file system refuses.</exception>
    public static void Publish(string draft, string path)
    {
        // File.Move looks and then renames, which replaces what came between; a link never replaces. Where there are no links, it is better than nothing.
        if (OperatingSystem.IsWindows() || Link(draft, path) != 0)
            File.Move(draft, path, overwrite: false);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string path);
}
