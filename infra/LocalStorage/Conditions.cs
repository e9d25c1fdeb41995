using System.Globalization;

namespace Serverless.Infra.LocalStorage;

/// <summary>Versions of blobs, and the headers that ask for one.</summary>
internal static class Conditions
{
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"0x{version:X}\"");

    /// <summary>Refuses a request whose conditions what is stored does not meet.</summary>
    public static void Check(StorageRequest request, long? stored)
    {
        if (request.Header("If-Modified-Since") is not null || request.Header("If-Unmodified-Since") is not null)
            throw StorageFault.NotBuilt(request);
        var isWanted = request.Header("If-Match") is not { } wanted || (stored is { } version && (wanted == "*" || wanted == ETag(version)));
        if (!isWanted || IsUnchanged(request, stored))
            throw new StorageFault(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    }

    /// <summary>Whether the caller has this version already.</summary>
    public static bool IsUnchanged(StorageRequest request, long? stored) =>
        stored is { } version && request.Header("If-None-Match") is { } known && (known == "*" || known == ETag(version));
}
