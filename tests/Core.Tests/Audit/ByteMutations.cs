using System.Text;

namespace Serverless.Core.Tests.Audit;

/// <summary>Inputs for parsers: what they read, altered at random in the ways in which files are damaged and attackers try.</summary>
internal sealed class ByteMutations(int seed, params ReadOnlySpan<string> tokens)
{
    private readonly Random random = new(seed);
    private readonly byte[][] tokens = [.. tokens.ToArray().Select(Encoding.UTF8.GetBytes)];

    /// <summary><paramref name="seed"/> after one to four alterations; by chance it may be what it was.</summary>
    public byte[] Next(byte[] seed)
    {
        var bytes = seed;
        for (var left = random.Next(1, 5); left > 0; left--)
            bytes = Alter(bytes);
        return bytes;
    }

    private byte[] Alter(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var length = random.Next(Math.Min(40, bytes.Length - at) + 1);
        return random.Next(8) switch
        {
            0 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)],
            1 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)],
            2 => bytes[..at],
            3 => [.. bytes.AsSpan(0, at), .. Noise(random.Next(20)), .. bytes.AsSpan(at)],
            4 => [.. bytes.AsSpan(0, at), .. tokens[random.Next(tokens.Length)], .. bytes.AsSpan(at + length)],
            5 => Noise(random.Next(200)),
            _ => Flip(bytes, at),
        };
    }

    private byte[] Flip(byte[] bytes, int at)
    {
        var altered = bytes.ToArray();
        if (at < altered.Length)
            altered[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(altered[at] ^ (1 << random.Next(8)));
        return altered;
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
