using System.Runtime.InteropServices;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Audio.Decoding;

/// <summary>Keeps the compact series of a pass for another process.</summary>
/// <remarks>
/// In the byte order of the machine, which is also the one that reads it:
/// <code>
/// 0   sampleRate i32, hopSamples i32, totalSamples i64, hops i32, then mean squares and peaks, f32 each
/// …   blockSeconds f64, whole blocks i32, true peaks i32, then energies and true peaks, f32 each
/// </code>
/// </remarks>
internal static class SeriesFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(string path, LevelSeries levels, LoudnessBlocks loudness)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete));
        writer.Write(levels.SampleRate);
        writer.Write(levels.HopSamples);
        writer.Write(levels.TotalSamples);
        writer.Write(levels.Count);
        writer.Write(MemoryMarshal.AsBytes(levels.MeanSquares));
        writer.Write(MemoryMarshal.AsBytes(levels.Peaks));
        writer.Write(loudness.BlockSeconds);
        writer.Write(loudness.Energies.Length);
        writer.Write(loudness.TruePeaks.Length);
        writer.Write(MemoryMarshal.AsBytes(loudness.Energies));
        writer.Write(MemoryMarshal.AsBytes(loudness.TruePeaks));
    }

    /// <summary>Reads the file.</summary>
    public static (LevelSeries Levels, LoudnessBlocks Loudness) Read(string path)
    {
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
        int sampleRate = reader.ReadInt32();
        int hopSamples = reader.ReadInt32();
        long totalSamples = reader.ReadInt64();
        int hops = reader.ReadInt32();
        var levels = new LevelSeries(sampleRate, hopSamples, totalSamples, Floats(reader, hops), Floats(reader, hops));
        double blockSeconds = reader.ReadDouble();
        int wholeBlocks = reader.ReadInt32();
        int peaks = reader.ReadInt32();
        return (levels, new LoudnessBlocks(0, blockSeconds, Floats(reader, wholeBlocks), Floats(reader, peaks)));
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        float[] values = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
