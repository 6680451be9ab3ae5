using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Tests.Regions;

/// <summary>Measures signals in memory.</summary>
internal static class Recording
{
    /// <summary>Levels of signals with one array a channel.</summary>
    public static LevelSeries Levels(int sampleRate, params float[][] channels)
    {
        var meter = new LevelMeter(sampleRate, channels.Length);
        Feed(channels, 4096, meter.Process);
        return meter.Complete().Levels;
    }

    /// <summary>Interleaves signals, and hands them on in blocks.</summary>
    public static void Feed(float[][] channels, int block, Action<PlanarBlock> process)
    {
        var planar = new PlanarBlock(channels.Length, block);
        float[] interleaved = new float[block * channels.Length];
        for (int start = 0; start < channels[0].Length; start += block)
        {
            int frames = Math.Min(block, channels[0].Length - start);
            for (int i = 0; i < frames; i++)
            {
                for (int c = 0; c < channels.Length; c++)
                {
                    interleaved[(i * channels.Length) + c] = channels[c][start + i];
                }
            }

            planar.Load(interleaved.AsSpan(0, frames * channels.Length));
            process(planar);
        }
    }
}
