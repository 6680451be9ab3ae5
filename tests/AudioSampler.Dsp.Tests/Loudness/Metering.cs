using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Dsp.Tests.Loudness;

/// <summary>Runs a meter over signals in memory.</summary>
internal static class Metering
{
    /// <summary>Loudness of signals with one array a channel.</summary>
    public static LoudnessBlocks Loudness(int sampleRate, float[][] channels, float[]? weights = null, int block = 4096, bool skip = true)
    {
        var meter = new LoudnessMeter(sampleRate, weights ?? ChannelWeights.For(channels.Length)) { SkipHopelessStretches = skip };
        Feed(channels, block, meter.Process);
        return meter.Complete();
    }

    /// <summary>Levels and quality of signals with one array a channel.</summary>
    public static (LevelSeries Levels, SignalQuality Quality) Levels(int sampleRate, float[][] channels, int block = 4096)
    {
        var meter = new LevelMeter(sampleRate, channels.Length);
        Feed(channels, block, meter.Process);
        return meter.Complete();
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

    /// <summary>A sine whose level changes in steps, as in the test signals of EBU Tech 3341 and 3342.</summary>
    public static float[] Steps(double hz, int sampleRate, params (double LevelDbfs, double Seconds)[] steps)
    {
        List<float> signal = [];
        foreach ((double levelDbfs, double seconds) in steps)
        {
            double amplitude = Math.Pow(10, levelDbfs / 20);
            int end = signal.Count + (int)Math.Round(seconds * sampleRate);
            for (int i = signal.Count; i < end; i++)
            {
                signal.Add((float)(amplitude * Math.Sin(2 * Math.PI * hz * i / sampleRate)));
            }
        }

        return [.. signal];
    }
}
