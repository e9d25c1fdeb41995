using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>A timestamp of 96 bits: nanoseconds of the day, then the Julian day.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Int96(long Nanoseconds, int JulianDay);
